import { pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { hasExpression } from '@crossdock/nodes/contract/expression';
import { useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { identity } from '../server/evaluation.ts';
import type { Evaluated } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';

/** So many entries are tried one by one. */
const entriesAtMost = 8;

export type Entry = { readonly entry: unknown; readonly result: Evaluated | undefined };

/** A line inside a loop that fails, tried on each entry by itself: which of them is it? Undefined while nothing is asked or known. */
export function useEntries(line: PlacedLine, record: unknown, isAsked: boolean): readonly Entry[] | undefined {
  const { env, may } = useEditor();
  const loop = line.loops.at(-1) ?? null;
  const { value } = line.line;
  return useQuery({
    queryKey: ['map-entries', env, value, loop, identity(record)],
    queryFn: ({ signal }) => {
      const entries = valuesAt(record, pathNames(loop ?? '')).slice(0, entriesAtMost);
      return Promise.all(
        entries.map(async (each, index): Promise<Entry> => {
          const body = { env, expressions: [String(value)], items: [record], each, index };
          const { results } = await reply(client.POST('/api/expressions/evaluate', { body: body as never, signal }));
          return { entry: each, result: results[0]?.[0] as Evaluated | undefined };
        }),
      );
    },
    enabled: may.test && isAsked && loop !== null && line.loops.length === 1 && line.kind === 'value' && hasExpression(value),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  }).data;
}
