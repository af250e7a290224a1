import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { type Field, formOf, words } from '../inspector/form.ts';
import type { Conflict } from '../state/merge.ts';
import { conflictTexts as texts } from '../texts/conflicts.ts';

/** A line of a value, and whether the other side has it too. */
export type ValueLine = { readonly text: string; readonly isOwn: boolean };

/** Where a conflict is, in the words of the forms: "Send order: Body, Value". */
export function placeOf(flow: Flow, { path, mine, theirs }: Conflict, catalog: Catalog, settings: readonly Field[]): string {
  const [part, id, ...rest] = path;
  if (part === 'settings') return titlesOf(settings, path.slice(1)).join(', ');
  if (part !== 'nodes') return path.map(words).join(', ');
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const name = node?.name ?? ((mine ?? theirs) as { name?: string } | undefined)?.name ?? id ?? '';
  const descriptor = node && catalog.get(node.type, node.version);
  const fields = descriptor ? formOf(descriptor.configSchema) : [];
  const titles = rest[0] === 'config' ? titlesOf(fields, rest.slice(1)) : rest.map(words);
  return texts.place(name, titles.join(', ') || texts.wholeStep);
}

/** The value of one side, line by line; what the other side does not have is marked. */
export function linesOf(value: unknown, other: unknown): ValueLine[] {
  const known = new Set(textOf(other).split('\n'));
  return textOf(value)
    .split('\n')
    .map((text) => ({ text, isOwn: !known.has(text) }));
}

function titlesOf(fields: readonly Field[], path: readonly string[]): string[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const field = fields.find((each) => each.key === key) ?? fields.map((each) => each.unit).find((unit) => unit?.key === key);
  if (!field) return [/^\d+$/.test(key) ? String(Number(key) + 1) : words(key), ...titlesOf(fields, rest)];
  return [field.title, ...titlesOf(childrenOf(field), rest)];
}

function childrenOf({ control }: Field): readonly Field[] {
  switch (control.kind) {
    case 'group':
      return control.fields;
    case 'variants':
      return control.variants.flatMap((variant) => variant.fields);
    case 'list':
      return childrenOf(control.item);
    default:
      return [];
  }
}

function textOf(value: unknown): string {
  if (value === undefined) return texts.deleted;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
