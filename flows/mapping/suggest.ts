import { parsePath } from '../document/path.ts';
import { setPath } from '../operations/set-path.ts';
import { braces } from './access.ts';
import { connect, type Edit, setValue } from './connect.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { type Field, isLeaf, listsAround, pathNames, walkFields } from './field.ts';
import { valuesAt } from './fields-of-samples.ts';
import { type Likeness, likenessOf, type Named, namedOf } from './likeness.ts';
import { type PlacedLine, placeLines } from './place-lines.ts';
import { tokensOf } from './tokens.ts';

/** A line that could be added, with how sure it is and why. */
export type Suggestion = {
  readonly target: Field;
  /** Null: not from the source, such as the only value a contract allows. */
  readonly source: Field | null;
  readonly kind: 'field' | 'loop' | 'constant' | 'position';
  /** What the line would hold. */
  readonly text: string;
  /** 1 to 99. */
  readonly confidence: number;
  /** In words, the strongest first. */
  readonly reasons: readonly string[];
};

export type SuggestRequest = {
  readonly source: Field;
  readonly target: Field;
  readonly fields: unknown;
  readonly samples: readonly unknown[];
};

/** Below this nothing is offered, in percent. */
const leastConfidence = 60;

/** Lines for target fields that are still open, best first. Never for a field that has one. */
export function suggest(request: SuggestRequest): Suggestion[] {
  const steps = suggestInSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same a field at a time, so that a page can do something else in between. */
export function* suggestInSteps({ source, target, fields, samples }: SuggestRequest): Generator<undefined, Suggestion[]> {
  const placed = placeLines(fields);
  const coverage = coverageOf(target, placed);
  const named = new Map<Field, Named>();
  const nameOf = (field: Field): Named => {
    const known = named.get(field);
    if (known) return known;
    const made = namedOf(field);
    named.set(field, made);
    return made;
  };
  const sampleOf = sampler(samples);
  const used = new Set(placed.flatMap(({ reads }) => reads.filter(({ isTest }) => !isTest).map(({ path }) => path)));
  const found: Suggestion[] = [];
  const loops = pairLists({ source, target, placed, coverage, nameOf, sampleOf, found });
  const leaves = [...walkFields(source)].filter((field) => isLeaf(field) || field.kind === 'any');
  const byLoop = groupBy(leaves, (field) => listsAround(field.path).at(-1) ?? '');
  const indexes = new Map<string, WordIndex>();
  const indexOf = (loop: string): WordIndex => {
    const index = indexes.get(loop) ?? wordIndex(byLoop.get(loop) ?? [], nameOf);
    indexes.set(loop, index);
    return index;
  };

  const sureness = new Map(found.map((loop) => [loop.target.path, loop.confidence]));
  const inLists = leaves.filter((field) => listsAround(field.path).length === 1);
  const throughLists = new Map(inLists.map((field) => [field, namedOf(field, true)]));

  /** `shipping.code` of `shipping_lines[].code`: a list that holds one entry nearly always. */
  const ofFirstEntry = (field: Field): Suggestion | null => {
    const group = nameOf(field).around;
    const likely = inLists.filter((source) => throughLists.get(source)?.around.some((word) => group.includes(word)));
    const nameThrough = (each: Field) => throughLists.get(each) ?? nameOf(each);
    const best = bestOf(wordIndex(likely, nameThrough), field, { nameOf: nameThrough, sampleOf, used });
    if (!best) return null;
    return { ...best, confidence: Math.min(85, best.confidence - 8), reasons: [...best.reasons, 'of the first entry'] };
  };

  for (const field of walkFields(target)) {
    if (!isLeaf(field) || isTaken(field, coverage)) continue;
    yield undefined;
    const list = listsAround(field.path).at(-1) ?? null;
    const from = list === null ? '' : loops.get(list);
    if (from === undefined || (list !== null && from === null)) continue;
    const fixed = constantOf(field) ?? positionOf(field, list);
    if (fixed) {
      found.push(fixed);
      continue;
    }
    const best = bestOf(indexOf(from ?? ''), field, { nameOf, sampleOf, used });
    const first = list === null && (best?.confidence ?? 0) < leastConfidence ? ofFirstEntry(field) : null;
    const chosen = best && best.confidence >= leastConfidence ? best : first;
    // A field is no surer than the loop it stands in.
    const ceiling = list === null ? 99 : (sureness.get(list) ?? 99);
    if (chosen && Math.min(chosen.confidence, ceiling) >= leastConfidence)
      found.push({ ...chosen, confidence: Math.min(chosen.confidence, ceiling) });
  }
  return found.sort((a, b) => b.confidence - a.confidence);
}

type Tools = {
  readonly nameOf: (field: Field) => Named;
  readonly sampleOf: (field: Field) => unknown;
};

/** Fields by the words of their names. */
type WordIndex = ReadonlyMap<string, readonly Field[]>;

function wordIndex(fields: readonly Field[], nameOf: (field: Field) => Named): WordIndex {
  const index = new Map<string, Field[]>();
  for (const field of fields) {
    for (const word of nameOf(field).words) {
      const known = index.get(word);
      if (known) known.push(field);
      else index.set(word, [field]);
    }
  }
  return index;
}

/** So many fields are compared closely with one target; words that many names hold say little. */
const comparedAtMost = 40;

function candidatesFor(index: WordIndex, { words }: Named): Set<Field> {
  const lists = [...words].map((word) => index.get(word) ?? []);
  const candidates = new Set<Field>();
  for (const list of lists.sort((a, b) => a.length - b.length)) {
    if (candidates.size > 0 && candidates.size + list.length > comparedAtMost) break;
    for (const field of list) candidates.add(field);
  }
  return candidates;
}

function bestOf(index: WordIndex, target: Field, { nameOf, sampleOf, used }: Tools & { used: ReadonlySet<string> }): Suggestion | null {
  let best: { source: Field; likeness: Likeness } | null = null;
  let second = 0;
  const to = nameOf(target);
  for (const source of candidatesFor(index, to)) {
    const from = nameOf(source);
    const likeness = likenessOf(from, to, sampleOf(source), used.has(source.path));
    if (likeness.score > (best?.likeness.score ?? 0)) {
      second = best?.likeness.score ?? 0;
      best = { source, likeness };
    } else second = Math.max(second, likeness.score);
  }
  if (!best) return null;
  // Two that are nearly as good: a person should look.
  const rivalry = second > best.likeness.score - 0.02 ? 0.06 : 0;
  const confidence = Math.round(Math.min(0.99, Math.max(0.01, best.likeness.score - rivalry)) * 100);
  const reasons = rivalry > 0 ? [...best.likeness.reasons, 'another field fits nearly as well'] : best.likeness.reasons;
  return { target, source: best.source, kind: 'field', text: best.source.path, confidence, reasons };
}

type PairRequest = Tools & {
  readonly source: Field;
  readonly target: Field;
  readonly placed: readonly PlacedLine[];
  readonly coverage: Coverage;
  readonly found: Suggestion[];
};

/** Which source list each target list goes over: as the lines say, else the likeliest, which becomes a suggestion. Null: none. */
function pairLists({ source, target, placed, coverage, nameOf, sampleOf, found }: PairRequest): Map<string, string | null> {
  const pairs = new Map<string, string | null>();
  const lists = [...walkFields(source)].filter((field) => field.kind === 'list' && field.entry === 'object');
  for (const field of walkFields(target)) {
    if (field.kind !== 'list' || field.entry !== 'object') continue;
    const line = placed.find((each) => each.path === field.path && !each.isOpen);
    if (line) {
      pairs.set(field.path, line.entry === null ? null : line.entry.slice(0, -2));
      continue;
    }
    const outer = listsAround(field.path).at(-1) ?? null;
    const around = outer === null ? '' : pairs.get(outer);
    if (around === undefined || around === null || isTaken(field, coverage)) continue;
    const inside = lists.filter((list) => (listsAround(list.path).at(-1) ?? '') === around);
    const best = bestOf(wordIndex(inside, nameOf), field, { nameOf, sampleOf, used: new Set() });
    if (!best?.source || best.confidence < leastConfidence) continue;
    pairs.set(field.path, best.source.path);
    found.push({ ...best, kind: 'loop', reasons: [...best.reasons, 'both are lists'] });
  }
  return pairs;
}

function isTaken(field: Field, coverage: Coverage): boolean {
  const state = coverage.states.get(field.path);
  return state === 'mapped' || state === 'covered';
}

/** A contract that allows one value only gives it away. */
function constantOf(target: Field): Suggestion | null {
  const [only, ...more] = target.allowed;
  if (only === undefined || more.length > 0) return null;
  const text = typeof only === 'string' ? only : JSON.stringify(only);
  return { target, source: null, kind: 'constant', text, confidence: 99, reasons: ['the contract allows this value only'] };
}

/** Numbers of lines count the entries of the loop. */
function positionOf(target: Field, list: string | null): Suggestion | null {
  const name = tokensOf(target.name).join(' ');
  if (
    list === null ||
    !/^(line|position|pos|item) ?(number|no|nr|num)?$/.test(name) ||
    (target.kind !== 'integer' && target.kind !== 'number')
  )
    return null;
  return {
    target,
    source: null,
    kind: 'position',
    text: braces('index + 1'),
    confidence: 92,
    reasons: ['counts the entries of the list from 1'],
  };
}

function sampler(samples: readonly unknown[]): (field: Field) => unknown {
  const known = new Map<string, unknown>();
  return ({ path }) => {
    if (!known.has(path)) {
      const names = pathNames(path);
      let value: unknown;
      for (const sample of samples) {
        value = valuesAt(sample, names).find((each) => each !== undefined && each !== null);
        if (value !== undefined) break;
      }
      known.set(path, value);
    }
    return known.get(path);
  };
}

function groupBy<T>(list: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const entry of list) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/**
 * The edits that take suggestions over, in an order that works: loops before what stands in them. A field inside a list takes the loop of that list
 * along, so that one suggestion can be accepted by itself.
 */
export function acceptance(
  suggestions: readonly Suggestion[],
  all: readonly Suggestion[],
  fields: unknown,
  samples: readonly unknown[],
): Edit[] {
  const wanted = withLoops(suggestions, all);
  const sampleOf = sampler(samples);
  const edits: Edit[] = [];
  let config: unknown = { fields: Array.isArray(fields) ? fields : [] };
  for (const suggestion of wanted) {
    const now = (config as { fields: unknown[] }).fields;
    const more = editsOf(suggestion, placeLines(now), now.length, sampleOf);
    config = applyEdits(config, more);
    edits.push(...more);
  }
  return edits;
}

function withLoops(suggestions: readonly Suggestion[], all: readonly Suggestion[]): Suggestion[] {
  const loops = new Map(all.filter(({ kind }) => kind === 'loop').map((loop) => [loop.target.path, loop]));
  const wanted = new Set<Suggestion>();
  for (const suggestion of suggestions) {
    for (const list of listsAround(suggestion.target.path)) {
      const loop = loops.get(list);
      if (loop) wanted.add(loop);
    }
    wanted.add(suggestion);
  }
  const depth = (suggestion: Suggestion) => (suggestion.kind === 'loop' ? listsAround(suggestion.target.path).length : 100);
  return [...wanted].sort((a, b) => depth(a) - depth(b));
}

function editsOf(
  suggestion: Suggestion,
  placed: readonly PlacedLine[],
  count: number,
  sampleOf: (field: Field) => unknown,
): readonly Edit[] {
  const { source, target, text } = suggestion;
  if (!source)
    return (
      setValue(target, typeof target.allowed[0] === 'string' || target.allowed.length === 0 ? text : target.allowed[0], placed, count) ?? []
    );
  const outcome = connect({ source, target, placed, count, sample: sampleOf(source) });
  if (outcome.kind === 'done') return outcome.edits;
  return outcome.kind === 'ask' ? (outcome.choices[0]?.edits ?? []) : [];
}

/** The configuration with the edits in it; the original stays as it is. */
export function applyEdits(config: unknown, edits: readonly Edit[]): unknown {
  return edits.reduce<unknown>((at, { at: path, value }) => setPath(at, parsePath(path), value).value, config);
}
