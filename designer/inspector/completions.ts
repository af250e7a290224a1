import { childPath, entriesOf, kindBadges, kindOf, previewOf } from '../kit/json/tree-rows.ts';
import { dataTexts } from '../texts/data.ts';
import { functionDocs } from './function-docs.ts';

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
  readonly kind: 'place' | 'function' | 'library';
};

export type Completion = { readonly from: number; readonly options: readonly Suggestion[] };

/** What can follow at the end of this text, which stands inside an expression. Null when nothing sensible can be offered. */
export function completionsFor(text: string, scope: Scope): Completion | null {
  const member = /([A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*|\[\d+\]|\["[^"]*"\])*)\??\.([\w$]*)$/.exec(text);
  if (member) {
    const [, place = '', typed = ''] = member;
    const options = membersOf(place, scope);
    return options.length === 0 ? null : { from: text.length - typed.length, options };
  }
  const name = /[A-Za-z_$][\w$]*$/.exec(text)?.[0] ?? '';
  if (/["'`]\s*$/.test(text)) return null;
  return { from: text.length - name.length, options: [...namesOf(scope), ...libraries] };
}

/** The sample value at a place such as `item.lines[0].sku`; undefined where it does not lead. */
export function sampleAt(place: string, scope: Scope): unknown {
  const names = [...place.matchAll(/[A-Za-z_$][\w$]*|\[(\d+)\]|\["([^"]*)"\]/g)].map(([whole, index, quoted]) => index ?? quoted ?? whole);
  return names.reduce<unknown>(
    (at, name) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[name] : undefined),
    scope,
  );
}

function membersOf(place: string, scope: Scope): Suggestion[] {
  const docs = functionDocs[place];
  if (docs)
    return docs.map(({ name, parameters, help }) => ({
      label: name,
      insert: `${name}(`,
      detail: `(${parameters})`,
      help,
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
