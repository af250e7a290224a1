import { dataTexts } from '../../texts/data.ts';
import type { SchemaField } from './schema-of.ts';
import type { JsonKind } from './tree-rows.ts';
import { previewOf } from './tree-rows.ts';

export type SchemaRow = {
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** The most frequent kind; `null` only where there was nothing else. */
  readonly kind: JsonKind;
  /** Further kinds that were met. */
  readonly alsoKinds: readonly JsonKind[];
  readonly isOptional: boolean;
  readonly presence: string;
  readonly example: string;
  readonly range: string;
  readonly children: number;
  readonly isOpen: boolean;
  readonly omitted: number;
};

/** The rows of a schema tree from top to bottom; `closed` holds the paths a person has closed. */
export function schemaRows(root: SchemaField, closed: ReadonlySet<string>): SchemaRow[] {
  const rows: SchemaRow[] = [];
  for (const field of root.fields) add(field, 0, closed, rows);
  return rows;
}

function add(field: SchemaField, depth: number, closed: ReadonlySet<string>, rows: SchemaRow[]): void {
  const kinds = field.kinds.map(({ kind }) => kind);
  const plain = kinds.filter((kind) => kind !== 'null');
  const kind = plain[0] ?? 'null';
  const isOpen = field.fields.length > 0 && !closed.has(field.path);
  rows.push({
    path: field.path,
    name: field.name,
    depth,
    kind,
    alsoKinds: [...plain.slice(1), ...(kinds.includes('null') && plain.length > 0 ? (['null'] as const) : [])],
    isOptional: field.seen < field.parents,
    presence: field.seen < field.parents ? dataTexts.schema.optional(field.seen, field.parents) : '',
    example: field.examples.map((example) => previewOf(example)).join('  '),
    range: rangeText(field, kind),
    children: field.fields.length,
    isOpen,
    omitted: field.omitted,
  });
  if (isOpen) for (const child of field.fields) add(child, depth + 1, closed, rows);
}

function rangeText({ range, examples }: SchemaField, kind: JsonKind): string {
  if (range === null) return '';
  const { from, to } = range;
  if (kind === 'object') return '';
  if (kind === 'array') return dataTexts.schema.elements(Number(from), Number(to));
  if (range.of === 'length') return dataTexts.schema.length(Number(from), Number(to));
  return examples.length < 2 ? '' : dataTexts.schema.range(from, to);
}
