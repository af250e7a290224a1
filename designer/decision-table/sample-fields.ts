import { type JsonKind, kindOf } from '../kit/json/tree-rows.ts';
import type { CellType } from './table.ts';

/** A plain field of a record: how an expression reaches it, and what it holds. */
export type SampleField = { readonly path: string; readonly value: unknown; readonly type: CellType; readonly kind: JsonKind };

const most = 400;

/** The plain fields of a record, parents before children; of a list only its length. */
export function fieldsOf(record: unknown): SampleField[] {
  const found: SampleField[] = [];
  add(record, '', found);
  return found;
}

/** The expression of a field: a missing parent gives no value instead of an error. */
export function expressionOf(path: string): string {
  return `{{ item${path.startsWith('[') ? '' : '.'}${path.replaceAll(/\.(?=[^.])/g, '?.')} }}`;
}

/** The last name of a path, as the name of a column. */
export function nameOf(path: string): string {
  const last =
    path
      .replace(/\.length$/, ' count')
      .split('.')
      .at(-1) ?? path;
  const spaced = last.replaceAll(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`).replaceAll(/[-_]/g, ' ');
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function add(value: unknown, path: string, found: SampleField[]): void {
  if (found.length >= most) return;
  const kind = kindOf(value);
  if (kind === 'array') {
    found.push({ path: `${path}.length`, value: (value as unknown[]).length, type: 'number', kind: 'number' });
    return;
  }
  if (kind !== 'object') {
    if (path !== '') found.push({ path, value, type: typeOf(value, kind), kind });
    return;
  }
  for (const [name, child] of Object.entries(value as Record<string, unknown>)) {
    const step = /^[A-Za-z_$][\w$]*$/.test(name) ? name : null;
    if (step !== null) add(child, path === '' ? step : `${path}.${step}`, found);
  }
}

function typeOf(value: unknown, kind: JsonKind): CellType {
  if (kind === 'number' || kind === 'boolean' || kind === 'date') return kind;
  // Amounts travel as text, so that no digit gets lost.
  return typeof value === 'string' && /^-?\d{1,12}\.\d{1,6}$/.test(value) ? 'number' : 'text';
}
