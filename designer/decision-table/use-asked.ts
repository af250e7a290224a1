import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { client, reply } from '../server/client.ts';
import { identity } from '../server/evaluation.ts';
import type { Evaluated } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { type Asked, askedOf } from './match.ts';
import type { CellType, TableInput } from './table.ts';

/** Records that one call evaluates. */
const atOnce = 200;

/** What the conditions of a table ask of records, by record; null while it is being found out. The list should be the same one while nothing of it changes. */
export function useAsked(
  env: string,
  inputs: readonly TableInput[],
  items: readonly unknown[],
): { asked: readonly (readonly Asked[])[] | null; error: Error | null } {
  const expressions = useMemo(() => inputs.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))), [inputs]);
  const mayTry = useMay()('runs.test', env);
  const key = expressions.join('\u0000');
  const query = useQuery({
    queryKey: ['table-values', env, key, identity(items)],
    queryFn: ({ signal }) => evaluated(env, expressions, items, signal),
    enabled: mayTry && items.length > 0 && expressions.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 120_000,
    retry: false,
  });
  const types = inputs.map(({ type }) => type).join();
  const asked = useMemo(() => {
    const typed = types === '' ? [] : (types.split(',') as CellType[]);
    if (items.length === 0 || typed.length === 0) return items.map(() => []);
    const values = query.data;
    return values ? items.map((_, i) => typed.map((type, c) => askedOf(values[c]?.[i], type))) : null;
  }, [query.data, types, items]);
  return { asked, error: query.error };
}

/** By condition and record; undefined where a condition asks nothing yet. */
async function evaluated(
  env: string,
  expressions: readonly string[],
  items: readonly unknown[],
  signal: AbortSignal,
): Promise<(readonly Evaluated[] | undefined)[]> {
  const filledIn = expressions.flatMap((text, i) => (text.replace(/[{}\s]/g, '') === '' ? [] : [i]));
  const columns: (Evaluated[] | undefined)[] = expressions.map((_, i) => (filledIn.includes(i) ? [] : undefined));
  if (filledIn.length === 0) return columns;
  for (let start = 0; start < items.length; start += atOnce) {
    const body = { env, expressions: filledIn.map((i) => expressions[i] ?? ''), items: items.slice(start, start + atOnce) };
    const { results } = await reply(client.POST('/api/expressions/evaluate', { body: body as never, signal }));
    for (const [i, column] of filledIn.entries()) columns[column]?.push(...(results[i] ?? []));
  }
  return columns;
}
