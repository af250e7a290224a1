import { valueAt } from '@crossdock/nodes/contract/descriptor';

/**
 * The line under a step's name: a template such as `{path}` or `{cases.length} cases`, filled from the configuration.
 * Expressions lose their braces; values that are missing leave nothing behind, not even their comma. A list that is missing has none.
 */
export function caption(template: string, config: unknown): string {
  // Nobody has `1 cases`.
  const counted = template.replaceAll(/(\{([\w.-]+\.length)\} \w+)s\b/g, (whole, one: string, path: string) =>
    valueAt(config, path) === 1 ? one : whole,
  );
  const filled = counted.replaceAll(/\{([\w.-]+)\}/g, (_, path: string) =>
    printed(valueAt(config, path) ?? (path.endsWith('.length') ? 0 : undefined)),
  );
  return filled
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ');
}

function printed(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string') ? value.join(' ') : String(value.length);
  if (typeof value === 'object') return String(Object.keys(value).length);
  return withoutBraces(String(value));
}

/** `{{ item.id }}` reads better as `item.id`. */
export function withoutBraces(text: string): string {
  return text.replaceAll(/\{\{\s*(.*?)\s*\}\}/gs, '$1').trim();
}
