import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { batched } from './batch.ts';
import { client, reply } from './client.ts';
import type { Evaluated } from './shapes.ts';
import { useMay } from './use-may.ts';

/** What a loop around an expression stands at. */
export type Loop = { readonly each?: unknown; readonly index?: number; readonly parent?: unknown };

/** How long typing must rest before an expression is tried, in milliseconds. */
const rest = 120;
/** What one call takes. */
const expressionsAtMost = 200;

type Asked = { readonly env: string; readonly items: readonly unknown[]; readonly loop: Loop; readonly expression: string };

/**
 * Expressions tried on records in the server's sandbox: by expression, by record; undefined while one is under way or empty. All that a screen asks at once goes in one call.
 */
export function useEvaluation(
  env: string,
  expressions: readonly string[],
  items: readonly unknown[],
  loop: Loop = {},
): readonly (readonly Evaluated[] | undefined)[] {
  const mayTry = useMay()('runs.test', env);
  const text = expressions.join('\u0000');
  const [settled] = useDebouncedValue(text, rest);
  const asked = useMemo(() => settled.split('\u0000'), [settled]);
  const key = useMemo(() => items.map(identity).join(), [items]);
  const at = `${identity(loop.each)} ${loop.index ?? ''} ${identity(loop.parent)}`;
  const queries = useQueries({
    queries: asked.map((expression) => ({
      queryKey: ['evaluation', env, expression, key, at] as const,
      queryFn: () => evaluate({ env, items, loop, expression }, `${env} ${key} ${at}`),
      enabled: mayTry && items.length > 0 && expression.replace(/[{}\s]/g, '') !== '',
      placeholderData: keepPreviousData,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      retry: false,
    })),
  });
  return expressions.map((_, i) => queries[i]?.data);
}

const evaluate = batched<Asked, readonly Evaluated[]>(expressionsAtMost, async (asked) => {
  const first = asked[0] as Asked;
  const body = { env: first.env, expressions: asked.map((one) => one.expression), items: [...first.items], ...first.loop };
  const { results } = await reply(client.POST('/api/expressions/evaluate', { body: body as never }));
  return results;
});

const identities = new WeakMap<object, number>();
let counter = 0;

/** Names a value in a query key without printing it: objects by identity. */
export function identity(value: unknown): string {
  if (value === null || typeof value !== 'object') return `${typeof value} ${String(value)}`;
  const known = identities.get(value);
  if (known !== undefined) return `#${known}`;
  counter += 1;
  identities.set(value, counter);
  return `#${counter}`;
}
