import { childPath, entriesOf, kindBadges, kindOf, previewOf } from '../kit/json/tree-rows.ts';
import { dataTexts } from '../texts/data.ts';
import { functionDocs, lookupDoc } from './function-docs.ts';

const texts = dataTexts.completion;

/** What an expression can see: names and a sample value of each. */
export type Scope = Readonly<Record<string, unknown>>;

export type Suggestion = {
  readonly label: string;
  /** What is put in; differs from the label where a name must be quoted. */
  readonly insert: string;
  /** Type badge and sample value, or the parameters of a function. */
  readonly detail: string;
  readonly help: string;
  /** Of a function: how it is called, and what that gives. */
  readonly example?: { readonly code: string; readonly gives: unknown };
  readonly kind: 'place' | 'function' | 'library';
};

/** A lookup table as far as its names go. */
export type LookupNames = { readonly name: string; readonly columns: readonly { readonly name: string }[] };

export type Completion = { readonly from: number; readonly options: readonly Suggestion[] };

/** What can follow at the end of this text, which stands inside an expression. Null when nothing sensible can be offered. */
export function completionsFor(text: string, outer: Scope, lookups: readonly LookupNames[] = []): Completion | null {
  const inLookup = lookupNames(text, lookups);
  if (inLookup) return inLookup;
  const scope = { ...outer, ...entriesInView(text, outer) };
  const member = /([A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"]*"\])*)\??\.([\w$]*)$/.exec(text);
  if (member) {
    const [, place = '', typed = ''] = member;
    const options = membersOf(place, scope);
    return options.length === 0 ? null : { from: text.length - typed.length, options };
  }
  const name = /[A-Za-z_$][\w$]*$/.exec(text)?.[0] ?? '';
  if (/["'`]\s*$/.test(text)) return null;
  return {
    from: text.length - name.length,
    options: [...namesOf(scope), ...(lookups.length > 0 ? [lookupFunction] : []), ...libraries.filter(({ label }) => label !== 'lookup')],
  };
}

/** The sample value at a place such as `item.lines[0].sku`; undefined where it does not lead. */
export function sampleAt(place: string, scope: Scope): unknown {
  const names = [...place.matchAll(/[A-Za-z_$][\w$]*|\[(\d+)\]|\["([^"]*)"\]/g)].map(([whole, index, quoted]) => index ?? quoted ?? whole);
  return names.reduce<unknown>(
    (at, name) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[name] : undefined),
    scope,
  );
}

/** The names of functions over lists that are open at the end of the text, such as `line` of `item.lines.map((line) => `, with the first entry as their sample. */
function entriesInView(text: string, scope: Scope): Scope {
  const found: Record<string, unknown> = {};
  const opened =
    /([A-Za-z_$][\w$.[\]"?]*)\??\.(?:map|flatMap|filter|some|every|find|findLast|forEach)\(\s*\(?\s*([A-Za-z_$][\w$]*)[^()]*\)?\s*=>/g;
  for (const [, list = '', name = ''] of text.matchAll(opened)) {
    const entries = sampleAt(list, { ...scope, ...found });
    if (Array.isArray(entries)) found[name] = entries[0];
  }
  return found;
}

const lookupFunction: Suggestion = {
  label: 'lookup',
  insert: 'lookup("',
  detail: lookupDoc.parameters,
  help: lookupDoc.help,
  example: { code: lookupDoc.example, gives: lookupDoc.gives },
  kind: 'function',
};

/** Inside `lookup("` the tables, inside its third argument the columns of that table. */
function lookupNames(text: string, lookups: readonly LookupNames[]): Completion | null {
  const table = /\blookup(?:\.\w+)?\(\s*"([^"]*)$/.exec(text);
  const column = /\blookup(?:\.\w+)?\(\s*"([^"]+)"\s*,[^()]*(?:\([^()]*\)[^()]*)*,\s*"([^"]*)$/.exec(text);
  const names = column ? (lookups.find(({ name }) => name === column[1])?.columns ?? []) : table ? lookups : null;
  if (!names || names.length === 0) return null;
  const typed = column ? (column[2] ?? '') : (table?.[1] ?? '');
  return {
    from: text.length - typed.length,
    options: names.map(({ name }) => ({ label: name, insert: `${name}"`, detail: '', help: '', kind: 'place' })),
  };
}

function membersOf(place: string, scope: Scope): Suggestion[] {
  const docs = functionDocs[place];
  if (docs)
    return docs.map(({ name, parameters, help, example, gives }) => ({
      label: name,
      insert: `${name}(`,
      detail: `(${parameters})`,
      help,
      example: { code: example, gives },
      kind: 'function',
    }));
  const value = sampleAt(place, scope);
  if (Array.isArray(value)) return listMembers;
  if (value === null || typeof value !== 'object') return [];
  return entriesOf(value).map(([name, child]) => {
    const path = childPath('x', name, false);
    return { label: name, insert: path.startsWith('x.') ? path.slice(2) : name, detail: detailOf(child), help: '', kind: 'place' };
  });
}

function namesOf(scope: Scope): Suggestion[] {
  return Object.entries(scope).map(([name, value]) => ({
    label: name,
    insert: name,
    detail: detailOf(value),
    help: texts.names[name as keyof typeof texts.names] ?? '',
    kind: 'place',
  }));
}

const libraries: Suggestion[] = Object.entries(functionDocs).map(([name, docs]) => ({
  label: name,
  insert: `${name}.`,
  detail: texts.functions(docs.length),
  help: docs.map((doc) => doc.name).join(', '),
  kind: 'library',
}));

const listMembers: Suggestion[] = [
  { label: 'length', insert: 'length', detail: '#', help: texts.list.length, kind: 'place' },
  {
    label: 'map',
    insert: 'map((entry) => ',
    detail: '(entry => ...)',
    help: texts.list.map,
    kind: 'function',
  },
  { label: 'filter', insert: 'filter((entry) => ', detail: '(entry => ...)', help: texts.list.filter, kind: 'function' },
  { label: 'some', insert: 'some((entry) => ', detail: '(entry => ...)', help: texts.list.some, kind: 'function' },
  { label: 'every', insert: 'every((entry) => ', detail: '(entry => ...)', help: texts.list.every, kind: 'function' },
  { label: 'find', insert: 'find((entry) => ', detail: '(entry => ...)', help: texts.list.find, kind: 'function' },
];

function detailOf(value: unknown): string {
  const preview = kindOf(value) === 'object' ? '' : previewOf(value);
  return `${kindBadges[kindOf(value)]} ${preview.length > 32 ? `${preview.slice(0, 31)}…` : preview}`.trim();
}
