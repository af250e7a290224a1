import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Reply } from '../server/shapes.ts';
import type { Files } from './zip.ts';

export type Plan = Reply<'/api/files/plan', 'post'>;
export type PlanChange = Plan['changes'][number];
export type PlanNeed = Plan['needs'][number];
export type Applied = Reply<'/api/files/apply', 'post'>;

/** How a plan is made. */
export type PlanChoice = { readonly prune: boolean; readonly overwriteDrafts: boolean; readonly onlyMovable: boolean };

/** By connection and field; only their names go along until they are applied. */
export type Secrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

const optionsOf = ({ prune, overwriteDrafts, onlyMovable }: PlanChoice) => ({
  prune,
  overwriteDrafts,
  ...(onlyMovable && { only: ['flow' as const, 'lookup' as const, 'contract' as const] }),
});

/** What the files would change; `key` stands for the files. */
export function usePlan(env: string, key: string, files: Files, choice: PlanChoice, secrets: Secrets) {
  const fields = Object.fromEntries(Object.entries(secrets).map(([name, values]) => [name, Object.keys(values)]));
  return useQuery({
    queryKey: queryKeys.filesPlan(env, key, choice, fields),
    queryFn: () => reply(client.POST('/api/files/plan', { body: { env, files: { ...files }, secrets: fields, ...optionsOf(choice) } })),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
}

export async function applyFiles(request: {
  env: string;
  files: Files;
  choice: PlanChoice;
  plan: string;
  secrets: Secrets;
  note: string;
}): Promise<Applied> {
  const { env, files, choice, plan, secrets, note } = request;
  const given = Object.fromEntries(Object.entries(secrets).map(([name, values]) => [name, { ...values }]));
  const done = await reply(
    client.POST('/api/files/apply', { body: { env, files: { ...files }, plan, secrets: given, note, ...optionsOf(choice) } }),
  );
  // Everything in the environment may be another one.
  await queryClient.invalidateQueries();
  return done;
}

export async function exportFiles(env: string, drafts: boolean): Promise<Files> {
  return (await reply(client.GET('/api/files/export', { params: { query: { env, drafts: drafts ? 'true' : 'false' } } }))).files;
}

export function useDrift(env: string) {
  return useQuery({
    queryKey: queryKeys.filesDrift(env),
    queryFn: async () => (await reply(client.GET('/api/files/drift', { params: { query: { env } } }))).items,
  });
}
