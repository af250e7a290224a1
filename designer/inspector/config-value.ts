import { isObject } from '../state/is-object.ts';
import type { Control, Field } from './form.ts';

/** A value at a path of keys and positions; undefined where it does not lead. */
export function valueAtPath(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );
}

/** A copy with the value at the path replaced; `undefined` removes the key. Missing parents are made. */
export function withValueAtPath(value: unknown, path: readonly string[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.map((entry, i) => (String(i) === key ? withValueAtPath(entry, rest, next) : entry));
  const parent = isObject(value) ? value : {};
  const child = withValueAtPath(parent[key], rest, next);
  if (child !== undefined) return { ...parent, [key]: child };
  const { [key]: _, ...others } = parent;
  return others;
}

/** What a new value of a field starts as: its default, else the emptiest thing its control can edit. */
export function emptyValue(field: Field): unknown {
  return field.default !== undefined ? structuredClone(field.default) : emptyOf(field.control);
}

function emptyOf(control: Control): unknown {
  switch (control.kind) {
    case 'group':
      return emptyObject(control.fields);
    case 'variants': {
      const [first] = control.variants;
      return first ? { [control.by]: first.value, ...emptyObject(first.fields) } : {};
    }
    case 'list':
    case 'choices':
      return [];
    case 'record':
      return {};
    case 'switch':
      return false;
    case 'select':
      return control.options[0]?.value;
    case 'number':
      return control.min ?? 0;
    case 'json':
    case 'special':
      return null;
    default:
      return '';
  }
}

/** Required fields only: what is optional stays out of the document until somebody fills it in. */
export function emptyObject(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => field.isRequired).map((field) => [field.key, emptyValue(field)]));
}

/** Whether a field is to be shown beside these values of its neighbours. */
export function isShown(field: Field, siblings: readonly Field[], values: unknown): boolean {
  if (!field.when) return true;
  const { field: name, is } = field.when;
  const value = valueAtPath(values, [name]) ?? siblings.find((sibling) => sibling.key === name)?.default;
  return is.includes(value);
}
