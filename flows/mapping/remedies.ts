import { braces } from './access.ts';
import { connect, type Edit, setValue } from './connect.ts';
import { conversionsFor } from './conversions.ts';
import { type Field, pathNames, walkFields } from './field.ts';
import { valuesAt } from './fields-of-samples.ts';
import { type PlacedLine, readsOf } from './place-lines.ts';
import type { Suggestion } from './suggest.ts';
import { conceptsOf } from './synonyms.ts';
import { tokensOf } from './tokens.ts';
import type { Violation } from './violations.ts';

/** A way out of a problem in one click. */
export type Remedy = { readonly title: string; readonly edits: readonly Edit[] };

export type RemedyRequest = {
  readonly violation: Pick<Violation, 'field' | 'kind'>;
  readonly source: Field;
  readonly target: Field;
  readonly placed: readonly PlacedLine[];
  readonly count: number;
  readonly samples: readonly unknown[];
  /** What is suggested for fields that are open. */
  readonly suggestions: readonly Suggestion[];
};

/** What may be done about a problem of the result; the likeliest first, at most three. */
export function remediesFor(request: RemedyRequest): Remedy[] {
  const { violation, target, placed } = request;
  const field = [...walkFields(target)].find(({ path }) => path === violation.field);
  const line = placed.find(({ path, isOpen }) => path === violation.field && !isOpen);
  const all = line ? ofMapped(request, field, line) : field ? ofOpen(request, field) : [];
  return all.slice(0, 3);
}

function ofOpen({ placed, count, samples, suggestions }: RemedyRequest, field: Field): Remedy[] {
  const mapped = suggestions
    .filter((suggestion) => suggestion.target.path === field.path && suggestion.source !== null)
    .flatMap((suggestion): Remedy[] => {
      if (!suggestion.source) return [];
      const outcome = connect({ source: suggestion.source, target: field, placed, count, sample: firstOf(samples, suggestion.source) });
      const edits = outcome.kind === 'done' ? outcome.edits : outcome.kind === 'ask' ? outcome.choices[0]?.edits : undefined;
      return edits
        ? [
            {
              title: `Map ${pathNames(suggestion.source.path)
                .filter((name) => name !== '[]')
                .slice(-2)
                .join('.')}`,
              edits,
            },
          ]
        : [];
    });
  const constants = constantsFor(field).flatMap((value): Remedy[] => {
    const edits = setValue(field, value, placed, count);
    return edits
      ? [{ title: typeof value === 'string' && value.includes('{{') ? 'Use an empty list' : `Use constant ${shown(value)}`, edits }]
      : [];
  });
  return [...mapped, ...constants];
}

function ofMapped({ violation, source, samples }: RemedyRequest, field: Field | undefined, line: PlacedLine): Remedy[] {
  const remove: Remedy = { title: `Remove ${line.line.target}`, edits: [{ at: line.at, value: undefined }] };
  if (violation.kind === 'unknown' || !field) return [remove];
  if (line.kind !== 'value') return [];
  const { value } = line.line;
  const inner = typeof value === 'string' ? /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value)?.[1]?.trim() : undefined;
  const set = (title: string, next: unknown): Remedy => ({ title, edits: [{ at: `${line.at}.value`, value: next }] });
  if (violation.kind === 'missing' && inner)
    return constantsFor(field)
      .filter((constant) => typeof constant !== 'string' || !constant.includes('{{'))
      .map((constant) =>
        set(
          `Use ${shown(constant)} where it is missing`,
          braces(`${/\s[?|&]|=>/.test(inner) ? `(${inner})` : inner} ?? ${JSON.stringify(constant)}`),
        ),
      );
  const from = readsOf(value, line.loops).only;
  const read = from === null ? undefined : [...walkFields(source)].find(({ path }) => path === from);
  if (read && inner)
    return conversionsFor(read, field, firstOf(samples, read)).map((conversion) =>
      set(`Convert: ${conversion.title.toLowerCase()}`, braces(conversion.wrap(inner))),
    );
  return inner ? [] : constantsFor(field).map((constant) => set(`Use constant ${shown(constant)}`, constant));
}

/** Values that are right more often than not. */
function constantsFor(field: Field): unknown[] {
  if (field.allowed.length > 0) return field.allowed.slice(0, 3) as unknown[];
  if (field.kind === 'list') return ['{{ [] }}'];
  if (field.kind === 'boolean') return [false, true];
  const concepts = conceptsOf(tokensOf(field.name));
  if (concepts.includes('uom')) return ['EA'];
  if (concepts.includes('currency')) return ['USD', 'EUR'];
  if (concepts.includes('country')) return ['US'];
  if (field.format === 'amount') return ['0.00'];
  return field.kind === 'integer' || field.kind === 'number' ? [0] : [];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function firstOf(samples: readonly unknown[], { path }: Field): unknown {
  const names = pathNames(path);
  return samples.flatMap((sample) => valuesAt(sample, names)).find((value) => value !== undefined && value !== null);
}
