import type { FieldType } from './store.ts';

const taken: Record<FieldType, string> = {
  text: 'a text',
  body: 'a text',
  number: 'a finite number',
  bytes: 'a Uint8Array',
  keys: 'a list of texts',
};

/** Whether a value that is not null can be stored in a field of this type: a store never guesses. */
export function isStorable(type: FieldType, value: unknown): boolean {
  switch (type) {
    case 'text':
    case 'body':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'bytes':
      return value instanceof Uint8Array;
    case 'keys':
      return isKeys(value);
  }
}

export function isKeys(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}

// What a caller did wrong, in the same words for every store. All are TypeErrors: no retry helps.

export function wrongId(collection: string, id: unknown): TypeError {
  return new TypeError(`${collection}.id takes a text that is not empty, not ${typeof id}`);
}

export function wrongValue(collection: string, field: { readonly name: string; readonly type: FieldType }, value: unknown): TypeError {
  return new TypeError(`${collection}.${field.name} takes ${taken[field.type]} or null, not ${typeof value}`);
}

export function unknownField(collection: string, field: string, known: Iterable<string>): TypeError {
  return new TypeError(`${collection} has no field "${field}"; its fields are id, ${[...known].join(', ')}`);
}

export function notANumber(collection: string, field: string): TypeError {
  return new TypeError(`${collection}.${field} is no number: it cannot be increased`);
}

export function opaqueField(collection: string, field: string): TypeError {
  return new TypeError(`${collection}.${field} is opaque: it cannot be filtered by`);
}

export function wrongComparison(collection: string, field: string, type: FieldType, value: unknown): TypeError {
  return new TypeError(`${collection}.${field} is compared with a ${type}, not with ${value === null ? 'null' : typeof value}`);
}

export function unknownOperator(collection: string, field: string, operator: string): TypeError {
  return new TypeError(`${collection}.${field} cannot be compared by "${operator}"`);
}

export function wrongKeyFilter(collection: string, field: string): TypeError {
  return new TypeError(`${collection}.${field} is a list of keys: it is found by { has } or { prefix }`);
}

export function unsortableField(collection: string, field: string): TypeError {
  return new TypeError(`${collection}.${field} cannot be sorted by`);
}

export function wrongLimit(limit: number): TypeError {
  return new TypeError(`"limit" is a whole number from 1 to 5000, not ${limit}`);
}
