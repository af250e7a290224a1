import { isObject } from '../../state/is-object.ts';
import { listDiff } from '../list-diff.ts';
import { type FieldKind, kindOf } from './field-change.ts';

const parts = ['each', 'value', 'when', 'whenMissing'] as const;
export type MappingPart = (typeof parts)[number];
/** A line of a mapping on both sides, by the field it fills; a loop's own fields have its target with `[]` before theirs. */
export type MappingLine = {
  readonly target: string;
  readonly kind: FieldKind;
  readonly parts: readonly {
    readonly part: MappingPart;
    readonly kind: FieldKind;
    readonly before: string | null;
    readonly after: string | null;
  }[];
};

/** Lines of two mappings side by side, in the order of the new one, with those that went at their old places. */
export function mappingDiff(before: unknown, after: unknown): MappingLine[] {
  const [olds, news] = [flat(before), flat(after)];
  const oldByKey = new Map(olds.map((line) => [line.key, line]));
  const newKeys = new Set(news.map((line) => line.key));
  return listDiff(olds, news, (a, b) => a.key === b.key).flatMap((edit) => {
    if (edit.kind === 'removed') return newKeys.has(edit.before.key) ? [] : [lineOf(edit.before, undefined)];
    return [lineOf(oldByKey.get(edit.after.key), edit.after)];
  });
}

type Flat = { readonly key: string; readonly target: string; readonly texts: Partial<Record<MappingPart, string>> };

/** A target may be filled by several lines under different conditions: they are told apart by their number. */
function flat(lines: unknown, under = '', seen = new Map<string, number>()): Flat[] {
  if (!Array.isArray(lines)) return [];
  return lines.filter(isObject).flatMap((line) => {
    const target = under + String(line.target ?? '');
    const count = (seen.get(target) ?? 0) + 1;
    seen.set(target, count);
    const texts = Object.fromEntries(
      parts.flatMap((part) =>
        line[part] === undefined || (part === 'whenMissing' && line[part] === 'omit') ? [] : [[part, printed(line[part])]],
      ),
    );
    const inner = flat(line.fields, `${target}${line.each === undefined ? '' : '[]'}.`, seen);
    return [{ key: `${target} ${count}`, target, texts }, ...inner];
  });
}

function lineOf(before: Flat | undefined, after: Flat | undefined): MappingLine {
  const found = parts.flatMap((part) => {
    const [old, next] = [before?.texts[part], after?.texts[part]];
    return old === undefined && next === undefined ? [] : [{ part, kind: kindOf(old, next), before: old ?? null, after: next ?? null }];
  });
  const kind = !before ? 'added' : !after ? 'removed' : found.some((part) => part.kind !== 'same') ? 'changed' : 'same';
  return { target: (after ?? before)?.target ?? '', kind, parts: found };
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
