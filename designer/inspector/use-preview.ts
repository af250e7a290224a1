import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { useEditor } from '../state/editor-context.tsx';

export type Preview = { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly error: string };

/** How long typing must rest before an expression is tried, in milliseconds. */
const rest = 250;

/** An expression tried on a record, in the server's sandbox. */
export function usePreview(expression: string, item: unknown, each: unknown) {
  const { env } = useEditor();
  const [settled] = useDebouncedValue(expression, rest);
  return useQuery({ ...previewQuery(settled, item, each, env), placeholderData: keepPreviousData });
}

/** Several expressions on one record; undefined stands for one that is empty or under way. */
export function usePreviews(expressions: readonly string[], item: unknown): readonly (Preview | undefined)[] {
  const { env } = useEditor();
  return useQueries({ queries: expressions.map((expression) => previewQuery(expression, item, undefined, env)) }).map(
    (query) => query.data,
  );
}

function previewQuery(expression: string, item: unknown, each: unknown, env: string) {
  return queryOptions({
    queryKey: ['preview', env, expression, identity(item), identity(each)],
    queryFn: ({ signal }) =>
      queued(async (): Promise<Preview> => {
        const body = { expression, item, ...(each !== undefined && { each }), env } as never;
        return (await reply(client.POST('/api/expressions/preview', { body, signal }))) as Preview;
      }, signal),
    enabled: item !== undefined && expression.replace(/[{}\s]/g, '') !== '',
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
  });
}

/** Few at a time, so that a mapping of 100 fields does not hold up the saving of edits. */
const atOnce = 3;
let running = 0;
const waiting: (() => void)[] = [];

async function queued<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    signal.throwIfAborted();
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

const identities = new WeakMap<object, number>();
let counter = 0;

/** Names a value in a query key without printing it: objects by identity. */
function identity(value: unknown): string | number {
  if (value === null || typeof value !== 'object') return `${typeof value} ${String(value)}`;
  const known = identities.get(value);
  if (known !== undefined) return known;
  counter += 1;
  identities.set(value, counter);
  return counter;
}
