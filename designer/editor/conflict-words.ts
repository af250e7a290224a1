import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { durationText } from '../inspector/duration-text.ts';
import { type Field, formOf, words } from '../inspector/form.ts';
import type { Conflict } from '../state/merge.ts';
import { conflictTexts as texts } from '../texts/conflicts.ts';

/** A line of a value, and whether the other side has it too. */
export type ValueLine = { readonly text: string; readonly isOwn: boolean };

/** Where a conflict is, in the words of the forms ("Send order: Body, Value"), and the field of the form, where it has one. */
export function placeOf(
  flow: Flow,
  { path, mine, theirs }: Conflict,
  catalog: Catalog,
  settings: readonly Field[],
): { readonly title: string; readonly field: Field | undefined } {
  const [part, id, ...rest] = path;
  if (part === 'settings') return placeIn(settings, path.slice(1));
  if (part !== 'nodes') return { title: path.map(words).join(', '), field: undefined };
  const node = flow.nodes.find((candidate) => candidate.id === id);
  const name = node?.name ?? ((mine ?? theirs) as { name?: string } | undefined)?.name ?? id ?? '';
  const descriptor = node && catalog.get(node.type, node.version);
  const fields = descriptor ? formOf(descriptor.configSchema) : [];
  const { title, field } = rest[0] === 'config' ? placeIn(fields, rest.slice(1)) : { title: rest.map(words).join(', '), field: undefined };
  return { title: texts.place(name, title || texts.wholeStep), field };
}

/** The value of one side, line by line, as its field shows it; what the other side does not have is marked. */
export function linesOf(value: unknown, other: unknown, field?: Field): ValueLine[] {
  const known = new Set(textOf(other, field).split('\n'));
  return textOf(value, field)
    .split('\n')
    .map((text) => ({ text, isOwn: !known.has(text) }));
}

function placeIn(fields: readonly Field[], path: readonly string[]): { title: string; field: Field | undefined } {
  const titles: string[] = [];
  let known: readonly Field[] = fields;
  let field: Field | undefined;
  for (const key of path) {
    field = known.find((each) => each.key === key) ?? known.map((each) => each.unit).find((unit) => unit?.key === key) ?? undefined;
    titles.push(field?.title ?? (/^\d+$/.test(key) ? String(Number(key) + 1) : words(key)));
    if (field) known = childrenOf(field);
  }
  return { title: titles.join(', '), field };
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

function textOf(value: unknown, field: Field | undefined): string {
  if (value === undefined) return texts.deleted;
  if (field?.control.kind === 'duration' && typeof value === 'number') return durationText(value, field.control.unit);
  const option = field?.control.kind === 'select' ? field.control.options.find((each) => each.value === value) : undefined;
  if (option) return option.title;
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
