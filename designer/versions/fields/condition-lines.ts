import type { Schema } from '../../inspector/form.ts';
import { isObject } from '../../state/is-object.ts';

/** Conditions as text, one a line: `{{ item.total }} at least 2500`. Undefined where there are none. */
export function conditionLines(schema: Schema, value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const titles = operatorTitles(schema);
  return value
    .filter(isObject)
    .map((row) => {
      const operator = String(row.operator ?? 'equals');
      return [row.value, titles.get(operator) ?? operator, row.with, row.and]
        .filter((part) => part !== undefined && part !== '')
        .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
        .join(' ');
    })
    .join('\n');
}

function operatorTitles(schema: Schema): ReadonlyMap<string, string> {
  const items = isObject(schema.items) ? schema.items : {};
  const properties = isObject(items.properties) ? items.properties : {};
  const options = isObject(properties.operator) && Array.isArray(properties.operator.options) ? properties.operator.options : [];
  return new Map(options.filter(isObject).map((option) => [String(option.value), String(option.title ?? option.value)]));
}
