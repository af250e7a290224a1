import { hasExpression, parseTemplate } from '@crossdock/nodes/contract/expression';
import { expressionReads, type Read } from '@crossdock/nodes/contract/expression-reads';
import { parsePath } from '@crossdock/nodes/library/path';
import { joinPath } from './field.ts';
import { isOpenLine, kindOfLine, type LineKind, linesOf, type MapLine } from './map-line.ts';

/** What a line is beyond a plain copy, as its badge says it. */
export type LineBadge = 'fx' | 'lookup' | 'for each' | 'constant' | null;

/** A line of a mapping at its place in the result, with what it reads. */
export type PlacedLine = {
  /** Where it stands in the configuration: `fields.3.fields.0`. */
  readonly at: string;
  readonly line: MapLine;
  readonly kind: LineKind;
  /** What it fills: `lines[].quantity.value`. */
  readonly path: string;
  /** What the loops around it go over, outermost first: `line_items[]`; null where a formula makes the list. */
  readonly loops: readonly (string | null)[];
  /** The loop's own entries: `line_items[]`; null for other lines and for lists that a formula makes. */
  readonly entry: string | null;
  readonly reads: readonly Read[];
  readonly badge: LineBadge;
  readonly isOpen: boolean;
  /** It has a condition: another line may fill the same target. */
  readonly isConditional: boolean;
};

/** Every line of a mapping from top to bottom, those of loops and groups inside them. */
export function placeLines(fields: unknown): PlacedLine[] {
  const placed: PlacedLine[] = [];
  addLines(Array.isArray(fields) ? fields : [], { at: 'fields', path: '', loops: [] }, placed);
  return placed;
}

type Around = { readonly at: string; readonly path: string; readonly loops: readonly (string | null)[] };

function addLines(lines: readonly unknown[], around: Around, placed: PlacedLine[]): void {
  // Positions count every entry of the document, also one that is no line.
  for (const [index, given] of lines.entries()) {
    const [line] = linesOf([given]);
    if (!line) continue;
    const at = `${around.at}.${index}`;
    const path = targetPath(around.path, line.target);
    const kind = kindOfLine(line);
    const list = line.each === undefined ? null : readsOf(line.each, around.loops);
    const entry = list?.through == null ? null : `${list.through}[]`;
    const inner = line.each === undefined ? around.loops : [...around.loops, entry];
    const value = kind === 'value' || kind === 'list' ? readsOf(line.value, inner) : null;
    const condition = line.when === undefined ? null : readsOf(line.when, around.loops);
    placed.push({
      at,
      line,
      kind,
      path,
      loops: around.loops,
      entry,
      reads: joined([
        ...(list?.reads ?? []),
        ...(value?.reads ?? []),
        ...(condition?.reads ?? []).map((read) => ({ ...read, isTest: true })),
      ]),
      badge: badgeOf(line, kind, value),
      isOpen: isOpenLine(line),
      isConditional: line.when !== undefined,
    });
    if (line.fields)
      addLines(line.fields, { at: `${at}.fields`, path: line.each === undefined ? path : `${path}[]`, loops: inner }, placed);
  }
}

/** The target of a line below what is around it; a fixed position counts as any entry of its list. */
function targetPath(around: string, target: string): string {
  let path = around;
  for (const step of parsePath(target)) path = typeof step === 'number' ? `${path}[]` : joinPath(path, step);
  return path;
}

type ValueReads = {
  readonly reads: readonly Read[];
  readonly only: string | null;
  readonly through: string | null;
  readonly calls: readonly string[];
};

/** What a value of the configuration reads, seen from inside these loops. */
export function readsOf(value: unknown, loops: readonly (string | null)[]): ValueReads {
  if (!hasExpression(value)) return { reads: [], only: null, through: null, calls: [] };
  const scope = { item: '', each: loops.at(-1) ?? null, parent: loops.at(-2) ?? null };
  try {
    const parts = parseTemplate(value).map((part) => ('expression' in part ? expressionReads(part.expression, scope) : null));
    const found = parts.filter((part) => part !== null);
    const [single] = found;
    const isAlone = parts.length === 1;
    return {
      reads: joined(found.flatMap((part) => part.reads)),
      only: isAlone ? (single?.only ?? null) : null,
      through: isAlone ? (single?.through ?? null) : null,
      calls: found.flatMap((part) => part.calls),
    };
  } catch {
    return { reads: [], only: null, through: null, calls: [] };
  }
}

function joined(reads: readonly Read[]): Read[] {
  const byPath = new Map<string, Read>();
  for (const read of reads) if (byPath.get(read.path)?.isTest !== false) byPath.set(read.path, read);
  return [...byPath.values()].filter(({ path }) => path !== '');
}

function badgeOf(line: MapLine, kind: LineKind, value: ValueReads | null): LineBadge {
  if (kind === 'loop' || kind === 'list') return 'for each';
  if (kind === 'group') return null;
  if (!hasExpression(line.value)) return 'constant';
  if (value?.calls.includes('lookup')) return 'lookup';
  return value?.only == null ? 'fx' : null;
}
