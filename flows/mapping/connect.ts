import { accessTo, braces, chained } from './access.ts';
import { type Conversion, conversionsFor } from './conversions.ts';
import { type Field, isWithin, listsAround, pathNames } from './field.ts';
import type { MapLine } from './map-line.ts';
import type { PlacedLine } from './place-lines.ts';

/** A change of a mapping's configuration; `value` undefined removes. Paths as in `fields.3.value`. */
export type Edit = { readonly at: string; readonly value: unknown };

export type Choice = { readonly title: string; readonly example: string; readonly edits: readonly Edit[] };

/** What connecting two fields leads to. */
export type Outcome =
  | { readonly kind: 'done'; readonly title: string; readonly edits: readonly Edit[]; readonly says: string | null }
  | { readonly kind: 'ask'; readonly title: string; readonly question: string; readonly choices: readonly Choice[] }
  | { readonly kind: 'refused'; readonly why: string };

export type ConnectRequest = {
  readonly source: Field;
  readonly target: Field;
  readonly placed: readonly PlacedLine[];
  /** How many lines the configuration has on its first level. */
  readonly count: number;
  /** A value of the source, to choose a conversion by. */
  readonly sample?: unknown;
};

/** Maps a source field to a target field: the edits, a question, or why it cannot be. Changes nothing itself. */
export function connect(request: ConnectRequest): Outcome {
  const { source, target, placed } = request;
  const title = `Map ${target.name}`;
  if (target.path === '') return refused('The record as a whole is built from its fields. Drop the field on one of them.');
  if (source.path === '') return refused('This is the whole record. Take one of its fields.');
  const home = homeOf(target.path, placed);
  const missing = listsAround(target.path).slice(listsAround(home.base).length);
  if (missing.length > 0) return throughNewLoops(request, home, missing, title);
  if (target.kind === 'list') return ontoList(request, home, title);
  if (target.kind === 'object' && !target.isFree) return ontoObject(request, home, title);
  if (source.kind === 'object' && target.kind !== 'any' && !target.isFree)
    return refused(
      `${source.name} is an object with fields; ${target.name} takes one value. Open ${source.name} and take one of its fields.`,
    );
  const given = readers(request, home.loops);
  if ('why' in given) return refused(given.why);
  const existing = placed.filter((line) => line.path === target.path);
  const [before] = existing;
  if (before && !before.isOpen && before.kind === 'value' && existing.length === 1) return onMapped(request, before, given.values, title);
  if (existing.length > 1)
    return refused(
      `${target.name} is filled by ${existing.length} lines with conditions. Choose one of them at the right and edit its value.`,
    );
  const put = (text: string): Edit[] =>
    before ? [...revalued(before, braces(text))] : [added(request, home, target.path, { value: braces(text) })];
  return settled(given.values, title, `How does ${source.name} fill ${target.name}?`, put);
}

/** The deepest loop or group that lines for this place belong into. */
type Home = {
  /** The configuration path of its `fields`; 'fields' for the record. */
  readonly at: string;
  /** The place its lines are relative to: '' or `lines[]`. */
  readonly base: string;
  readonly loops: readonly (string | null)[];
  readonly lines: number | null;
};

export function homeOf(path: string, placed: readonly PlacedLine[]): Home {
  let home: Home = { at: 'fields', base: '', loops: [], lines: null };
  for (const line of placed) {
    if (line.kind !== 'loop' && line.kind !== 'group') continue;
    const base = line.kind === 'loop' ? `${line.path}[]` : line.path;
    if (path === base || !isWithin(path, base) || base.length <= home.base.length) continue;
    const loops = line.kind === 'loop' ? [...line.loops, line.entry] : line.loops;
    home = { at: `${line.at}.fields`, base, loops, lines: line.line.fields?.length ?? 0 };
  }
  return home;
}

/** A new line at the end of its home. */
function added({ count }: { readonly count: number }, home: Home, path: string, line: Omit<MapLine, 'target'>): Edit {
  return { at: `${home.at}.${home.lines ?? count}`, value: { target: relativeTo(path, home.base), ...line } };
}

/** A target below its home, with positions of lists left as names. */
function relativeTo(path: string, base: string): string {
  return path.slice(base.length).replace(/^\./, '');
}

type Reader = { readonly title: string; readonly text: string; readonly isCertain: boolean };

/** The ways a source can give the one value a target takes. */
function readers({ source, target, sample }: ConnectRequest, loops: readonly (string | null)[]): { values: Reader[] } | { why: string } {
  const access = accessTo(source.path, loops);
  if (access.kind === 'too-far')
    return {
      why: `${source.name} belongs to an entry of ${access.loop}, two loops further out. Only the entry and the one around it are at hand here.`,
    };
  if (access.kind === 'many') return { values: ofMany(source, target, access) };
  if (source.kind === 'list' && target.kind !== 'any') {
    const many = { kind: 'many' as const, list: source.path, text: access.text, rest: [] };
    return { values: ofMany(source, target, many) };
  }
  return { values: converted(access.text, conversionsFor(source, target, sample)) };
}

function converted(text: string, conversions: readonly Conversion[]): Reader[] {
  if (conversions.length === 0) return [{ title: 'As it is', text, isCertain: true }];
  return [
    ...conversions.map(({ title, wrap, isCertain }) => ({ title, text: wrap(text), isCertain })),
    { title: 'As it is', text, isCertain: false },
  ];
}

/** One value out of many entries. */
function ofMany(source: Field, target: Field, access: { readonly text: string; readonly rest: readonly string[] }): Reader[] {
  const { text, rest } = access;
  const isNumeric = source.kind === 'number' || source.kind === 'integer' || source.format === 'amount';
  const field = rest.join('.');
  const each = rest.length === 0 ? text : `list.pluck(${text}, ${JSON.stringify(field)})`;
  const sum = source.format === 'amount' ? 'money.sum' : 'list.sum';
  const all: (Reader | false)[] = [
    { title: 'Of the first entry', text: chained(`${text}?.[0]`, rest).replace(/^(.*\?\.\[0\])\./, '$1?.'), isCertain: false },
    isNumeric && {
      title: 'The sum over all entries',
      text: `${sum}(${text}${field === '' ? '' : `, ${JSON.stringify(field)}`})`,
      isCertain: false,
    },
    target.kind === 'text' &&
      !isNumeric && { title: 'All of them, joined by commas', text: `text.join(", ", ...${each})`, isCertain: false },
    {
      title: 'How many entries there are',
      text: target.kind === 'text' ? `String(list.count(${text}))` : `list.count(${text})`,
      isCertain: false,
    },
  ];
  return all.filter((reader) => reader !== false);
}

function settled(readings: readonly Reader[], title: string, question: string, put: (text: string) => readonly Edit[]): Outcome {
  const [first] = readings;
  if (first?.isCertain) {
    const says = first.title === 'As it is' ? null : `${first.title}: ${first.text}`;
    return { kind: 'done', title, edits: put(first.text), says };
  }
  return {
    kind: 'ask',
    title,
    question,
    choices: readings.map(({ title: name, text }) => ({ title: name, example: text, edits: put(text) })),
  };
}

/** The target has a value already: what becomes of both? */
function onMapped({ source, target }: ConnectRequest, before: PlacedLine, values: readonly Reader[], title: string): Outcome {
  const [first] = values;
  const now = before.line.value;
  const text = first?.text ?? '';
  const inner = typeof now === 'string' ? /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(now)?.[1]?.trim() : undefined;
  const old = inner ?? (typeof now === 'string' && now.includes('{{') ? null : JSON.stringify(now));
  if (inner === text) return refused(`${source.name} fills ${target.name} already.`);
  const set = (name: string, value: string): Choice => ({ title: name, example: value, edits: revalued(before, value) });
  const choices: Choice[] = [
    set(`Replace it with ${source.name}`, braces(text)),
    ...(old === null
      ? []
      : [
          ...(target.kind === 'text' || target.kind === 'any'
            ? [set('Join both, with a blank', braces(`text.join(" ", ${old}, ${text})`))]
            : []),
          set('The first that has a value', braces(`text.firstOf(${old}, ${text})`)),
        ]),
    ...(typeof now === 'string' ? [set('Write both one after the other', `${now}${braces(text)}`)] : []),
  ];
  return { kind: 'ask', title, question: `${target.name} has a value already.`, choices };
}

function revalued(line: PlacedLine, value: string): Edit[] {
  return [{ at: `${line.at}.value`, value }];
}

function ontoList(request: ConnectRequest, home: Home, title: string): Outcome {
  const { source, target, placed } = request;
  const access = accessTo(source.path, home.loops);
  if (access.kind === 'too-far') return refused(`${source.name} belongs to a loop too far out to be reached from here.`);
  const before = placed.find((line) => line.path === target.path && !line.isConditional);
  if (source.kind !== 'list') return valueOntoList(request, home, title, before);
  if (access.kind === 'many') {
    const outer = access.list;
    return refused(`${source.name} stands inside each entry of ${outer}. Make a loop over ${outer} first, or take ${outer} itself.`);
  }
  const list = braces(access.text);
  if (before && !before.isOpen) {
    if (before.kind !== 'loop' || before.line.each === list)
      return refused(
        before.line.each === list
          ? `${target.name} goes over ${source.name} already.`
          : `${target.name} has a value already. Remove it first.`,
      );
    return {
      kind: 'ask',
      title: `Loop ${target.name} over ${source.name}`,
      question: `${target.name} has a loop already. Its fields would read entries of ${source.name}.`,
      choices: [{ title: `Go over ${source.name} instead`, example: list, edits: [{ at: `${before.at}.each`, value: list }] }],
    };
  }
  const put = (line: Omit<MapLine, 'target'>): Edit[] =>
    before ? [{ at: before.at, value: { target: before.line.target, ...line } }] : [added(request, home, target.path, line)];
  if (target.entry !== 'object') {
    if (source.entry === 'object') {
      const choices = source.children
        .filter((child) => child.children.length === 0)
        .slice(0, 12)
        .map((child) => ({
          title: `The ${child.name} of each entry`,
          example: chained('each', [child.name]),
          edits: put({ each: list, value: braces(chained('each', [child.name])) }),
        }));
      return { kind: 'ask', title, question: `${target.name} is a list of single values. Which field of ${source.name}?`, choices };
    }
    return { kind: 'done', title, edits: put({ value: list }), says: null };
  }
  const alike = source.entry === 'object' ? `Map the fields inside, or let them be suggested.` : 'Inside, each stands for the entry.';
  return {
    kind: 'done',
    title: `Loop ${target.name} over ${source.name}`,
    edits: put({ each: list, fields: [] }),
    says: `${target.name} now has one entry for each of ${source.name}. ${alike}`,
  };
}

function valueOntoList(request: ConnectRequest, home: Home, title: string, before: PlacedLine | undefined): Outcome {
  const { source, target } = request;
  if (target.entry === 'object')
    return refused(
      `${target.name} is a list of objects and ${source.name} is one value. Drop a list on it, or drop ${source.name} on a field inside.`,
    );
  if (before && !before.isOpen) return refused(`${target.name} has a value already. Remove it first.`);
  const access = accessTo(source.path, home.loops);
  const put = (text: string): Edit[] =>
    before ? revalued(before, braces(text)) : [added(request, home, target.path, { value: braces(text) })];
  if (access.kind === 'many') {
    const text = `list.pluck(${access.text}, ${JSON.stringify(access.rest.join('.'))})`;
    return { kind: 'done', title, edits: put(text), says: `${target.name} collects ${source.name} of all entries.` };
  }
  if (access.kind === 'too-far') return refused(`${source.name} belongs to a loop too far out.`);
  const choices = [
    { title: 'As the only entry', example: `list.of(${access.text})`, edits: put(`list.of(${access.text})`) },
    ...(source.kind === 'text'
      ? [
          {
            title: 'Cut at commas',
            example: 'a, b gives two entries',
            edits: put(`list.compact((${access.text} ?? "").split(",").map((part) => part.trim()))`),
          },
        ]
      : []),
  ];
  return { kind: 'ask', title, question: `${target.name} is a list and ${source.name} is one value.`, choices };
}

function ontoObject(request: ConnectRequest, home: Home, title: string): Outcome {
  const { source, target, placed } = request;
  if (source.kind !== 'object') return refused(`${target.name} is an object. Drop ${source.name} on one of its fields.`);
  if (placed.some((line) => !line.isOpen && isWithin(line.path, target.path)))
    return refused(`Fields of ${target.name} are mapped one by one. Drop fields of ${source.name} on them, or use the suggestions.`);
  const access = accessTo(source.path, home.loops);
  if (access.kind !== 'reaches') return refused(`${source.name} stands in a list. Drop it on a list, or take one of its fields.`);
  return {
    kind: 'ask',
    title,
    question: `${source.name} has ${source.children.length} fields, ${target.name} has ${target.children.length}.`,
    choices: [
      {
        title: 'Copy the object as it is',
        example: access.text,
        edits: [added(request, home, target.path, { value: braces(access.text) })],
      },
    ],
  };
}

/** The target stands in lists that nothing fills yet: loops are made on the way, after saying so. */
function throughNewLoops(request: ConnectRequest, home: Home, missing: readonly string[], title: string): Outcome {
  const { source, target, placed } = request;
  const [list = ''] = missing;
  const filler = placed.find((line) => line.path === list && !line.isOpen);
  if (filler) return refused(`A formula makes the whole list ${list}. Remove its line to map the fields inside.`);
  const around = listsAround(source.path);
  const known = home.loops.findLast((loop) => loop !== null && isWithin(source.path, loop)) ?? '';
  const remaining = around.filter((each) => known === '' || each.length > known.length - 2).filter((each) => `${each}[]` !== known);
  if (remaining.length === 0)
    return refused(
      `${nameOf(list)} is a list: connect a list of the source to it first. Then ${source.name} can fill ${target.name} in each entry.`,
    );
  if (remaining.length < missing.length)
    return refused(
      `${target.name} stands in ${missing.length} lists inside each other, ${source.name} in ${remaining.length}. Connect the lists first.`,
    );
  const used = missing.length === 1 ? remaining.slice(-1) : remaining.slice(0, missing.length);
  const loops = [...home.loops];
  const froms: string[] = [];
  for (const from of used) {
    const access = accessTo(from, loops);
    if (access.kind !== 'reaches') return refused(`${nameOf(from)} stands inside another list. Connect the outer list first.`);
    froms.push(braces(access.text));
    loops.push(`${from}[]`);
  }
  const given = readers(request, loops);
  if ('why' in given) return refused(given.why);
  const [first] = given.values;
  const build = (text: string): Edit[] => {
    let line: MapLine = { target: relativeTo(target.path, `${missing.at(-1)}[]`), value: braces(text) };
    for (let i = missing.length - 1; i >= 0; i--) {
      const base = i === 0 ? home.base : `${missing[i - 1]}[]`;
      line = { target: relativeTo(missing[i] ?? '', base), each: froms[i], fields: [line] };
    }
    const { target: name, ...rest } = line;
    const open = placed.find((other) => other.path === list);
    return open ? [{ at: open.at, value: { target: open.line.target, ...rest } }] : [added(request, home, withBase(home.base, name), rest)];
  };
  const from = nameOf(used[0] ?? '');
  return {
    kind: 'ask',
    title,
    question: `${nameOf(list)} is a list that nothing fills yet. It would get one entry for each of ${from}.`,
    choices: given.values.map((value) => ({
      title: value === first ? `Loop ${nameOf(list)} over ${from} and map ${target.name}` : `The same, ${value.title.toLowerCase()}`,
      example: value.text,
      edits: build(value.text),
    })),
  };
}

function withBase(base: string, name: string): string {
  return base === '' ? name : `${base}.${name}`;
}

function nameOf(path: string): string {
  return pathNames(path).findLast((name) => name !== '[]') ?? path;
}

function refused(why: string): Outcome {
  return { kind: 'refused', why };
}

/** The edits that take a line away; a loop goes with all that is inside it. */
export function removal(line: PlacedLine): Edit[] {
  return [{ at: line.at, value: undefined }];
}

/** Sets a constant or formula on a target that may or may not have a line. Null: the target stands in a list that nothing fills. */
export function setValue(
  target: Pick<Field, 'path'>,
  value: unknown,
  placed: readonly PlacedLine[],
  count: number,
): readonly Edit[] | null {
  const before = placed.find((line) => line.path === target.path && line.kind !== 'loop' && line.kind !== 'group');
  if (before) return [{ at: `${before.at}.value`, value }];
  const home = homeOf(target.path, placed);
  if (listsAround(target.path).length > listsAround(home.base).length) return null;
  return [added({ count }, home, target.path, { value })];
}
