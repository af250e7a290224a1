import { sameJson } from '@crossdock/flows/document/same-json';
import { versionsTexts } from '../../texts/versions.ts';

export type FieldKind = 'added' | 'removed' | 'changed' | 'same';

/** How a value is best compared: as one thing, as words, as an expression, as lines, as a mapping, as a table. */
export type Look = 'value' | 'words' | 'text' | 'code' | 'json' | 'mapping' | 'table' | 'order';

/** One setting on both sides. `undefined` stands for not set. */
export type FieldChange = {
  /** Unique among the fields of a step. */
  readonly key: string;
  /** From the outermost setting to this one: "Headers", "X-Trace". */
  readonly titles: readonly string[];
  readonly kind: FieldKind;
  readonly look: Look;
  readonly before: unknown;
  readonly after: unknown;
  /** What holds where it is not set; undefined: nothing. */
  readonly fallback?: unknown;
  /** Names of values, by their JSON: `"first"` is "the first row that matches". */
  readonly names?: ReadonlyMap<string, string>;
};

export function kindOf(before: unknown, after: unknown): FieldKind {
  if (sameJson(before, after)) return 'same';
  return before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
}

/** A value of a field in words; null: it is not set. */
export function inPrint({ names }: Pick<FieldChange, 'names'>, value: unknown): string | null {
  if (value === undefined || value === null) return null;
  const named = names?.get(JSON.stringify(value));
  if (named !== undefined) return named;
  if (typeof value === 'boolean') return value ? versionsTexts.yes : versionsTexts.no;
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) {
    return value.map((entry) => names?.get(JSON.stringify(entry)) ?? entry).join(', ');
  }
  return JSON.stringify(value, null, typeof value === 'object' ? 2 : 0);
}
