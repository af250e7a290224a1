import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { keepPreviousData, useInfiniteQuery, useQueries, useQuery } from '@tanstack/react-query';
import { client, reply } from './client.ts';
import { queryKeys, type RunFilter } from './query-keys.ts';
import type { BulkRequest, FlowDraft, ReplayRequest, Variable, VersionWithFlow } from './shapes.ts';
import { useMaySee } from './use-may-see.ts';

const hour = 3_600_000;
export const runsPerPage = 100;

export function useNodeTypes() {
  return useQuery({
    queryKey: queryKeys.nodeTypes,
    queryFn: async () => (await reply(client.GET('/api/node-types'))).items as unknown as NodeDescriptor[],
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFlows(env: string) {
  return useQuery({
    queryKey: queryKeys.flowList(env),
    queryFn: async () => (await reply(client.GET('/api/flows', { params: { query: { env } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

export function useSampleFlows() {
  return useQuery({
    queryKey: queryKeys.sampleFlows,
    queryFn: async () => (await reply(client.GET('/api/flow-samples'))).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The document of a reference flow. */
export function useSampleFlow(id: string | null) {
  return useQuery({
    queryKey: [...queryKeys.sampleFlows, id],
    queryFn: async () =>
      (await reply(client.GET('/api/flow-samples/{id}', { params: { path: { id: id ?? '' } } }))).flow as unknown as FlowDraft['flow'],
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFlow(id: string) {
  return useQuery({
    queryKey: queryKeys.flow(id),
    queryFn: async () => (await reply(client.GET('/api/flows/{id}', { params: { path: { id } } }))) as unknown as FlowDraft,
  });
}

export function useFlowVersions(id: string) {
  return useQuery({
    queryKey: queryKeys.flowVersions(id),
    queryFn: async () => (await reply(client.GET('/api/flows/{id}/versions', { params: { path: { id } } }))).items,
  });
}

export function useFlowVersion(id: string, number: number | null) {
  return useQuery({
    queryKey: queryKeys.flowVersion(id, number ?? 0),
    queryFn: async () =>
      (await reply(
        client.GET('/api/flows/{id}/versions/{number}', { params: { path: { id, number: number ?? 0 } } }),
      )) as unknown as VersionWithFlow,
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useFlowSamples(id: string) {
  const maySee = useMaySee({ flow: id });
  return useQuery({
    queryKey: queryKeys.flowSamples(id),
    queryFn: async () => (await reply(client.GET('/api/flows/{id}/samples', { params: { path: { id } } }))).items,
    enabled: maySee,
  });
}

/** Where an item of a step came from and what became of it. */
export function useLineage(runId: string, node: string, item: string | null) {
  const maySee = useMaySee({ run: runId });
  return useQuery({
    queryKey: queryKeys.lineage(runId, node, item ?? ''),
    queryFn: () => reply(client.GET('/api/runs/{id}/lineage', { params: { path: { id: runId }, query: { node, item: item ?? '' } } })),
    enabled: maySee && item !== null,
  });
}

/** Messages of past runs with a business key; nothing is asked while the key is too short to mean one. */
export function useSamplesByKey(id: string, env: string, key: string) {
  const maySee = useMaySee({ flow: id, env });
  return useQuery({
    queryKey: queryKeys.samplesByKey(id, env, key),
    queryFn: async () => (await reply(client.GET('/api/flows/{id}/samples', { params: { path: { id }, query: { env, key } } }))).items,
    enabled: maySee && key.length >= 2,
    staleTime: 15_000,
  });
}

/** Pages of runs, newest first. */
export function useRuns(filter: RunFilter) {
  return useInfiniteQuery({
    queryKey: queryKeys.runList(filter),
    queryFn: ({ pageParam }) => reply(client.GET('/api/runs', { params: { query: runQuery(filter, pageParam, Date.now()) } })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export function useRun(id: string | null) {
  return useQuery({
    queryKey: queryKeys.run(id ?? ''),
    queryFn: () => reply(client.GET('/api/runs/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
    // Events tell at once, but one may be lost on its way from another process; the chunks of a big message tell of nothing.
    refetchInterval: ({ state: { data } }) => (data?.finishedAt === null ? (data.chunks ? 2000 : 5000) : false),
  });
}

/** The chunks of a big message, those that need somebody first; looked at again while they are under way. */
export function useChunks(runId: string, isUnderWay: boolean) {
  return useInfiniteQuery({
    queryKey: queryKeys.runChunks(runId),
    queryFn: ({ pageParam }) =>
      reply(
        client.GET('/api/runs/{id}/chunks', { params: { path: { id: runId }, query: pageParam === null ? {} : { after: pageParam } } }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: isUnderWay ? 2000 : false,
  });
}

/** The document of the version a run went through. */
export function useRunFlow(id: string | null) {
  return useQuery({
    queryKey: queryKeys.runFlow(id ?? ''),
    queryFn: async () =>
      (await reply(client.GET('/api/runs/{id}/flow', { params: { path: { id: id ?? '' } } }))).flow as unknown as FlowDraft['flow'],
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useStep(runId: string, nodeId: string | null) {
  const maySee = useMaySee({ run: runId });
  return useQuery({
    queryKey: queryKeys.step(runId, nodeId ?? ''),
    queryFn: () => reply(client.GET('/api/runs/{id}/steps/{nodeId}', { params: { path: { id: runId, nodeId: nodeId ?? '' } } })),
    enabled: maySee && nodeId !== null,
  });
}

/** What came into a step in past runs. Read once while a screen is open: it takes the server a moment. */
export function useStepHistory(flow: string, nodeId: string, query: { env: string; limit?: number; days?: number }) {
  const maySee = useMaySee({ flow, env: query.env });
  return useQuery({
    queryKey: queryKeys.stepHistory(flow, nodeId, query),
    queryFn: () => reply(client.GET('/api/flows/{id}/steps/{nodeId}/history', { params: { path: { id: flow, nodeId }, query } })),
    staleTime: 300_000,
    enabled: maySee,
  });
}

/** What a replay would do. The plan before stays while a changed one is made. */
export function useReplayPlan(runId: string, request: ReplayRequest) {
  return useQuery({
    queryKey: queryKeys.replayPlan(runId, request),
    queryFn: () => reply(client.POST('/api/runs/{id}/replay-plan', { params: { path: { id: runId } }, body: request })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

export function useLedger(runId: string, nodeId: string, isUnderWay: boolean) {
  return useQuery({
    queryKey: queryKeys.ledger(runId, nodeId),
    queryFn: () => reply(client.GET('/api/runs/{id}/ledger', { params: { path: { id: runId }, query: { node: nodeId } } })),
    ...(isUnderWay && { refetchInterval: 2_000 }),
  });
}

export function useBulkPreview(request: Pick<BulkRequest, 'filter' | 'from'>) {
  return useQuery({
    queryKey: queryKeys.bulkPreview(request),
    queryFn: () => reply(client.POST('/api/bulk-replays/preview', { body: request })),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

/** Bulk replays, looked at every second while one is under way. */
export function useBulkReplays(env: string) {
  return useQuery({
    queryKey: queryKeys.bulkReplayList(env),
    queryFn: async () => (await reply(client.GET('/api/bulk-replays', { params: { query: { env } } }))).items,
    refetchInterval: (query) => (query.state.data?.some((bulk) => bulk.status === 'running' || bulk.outcomes.underWay > 0) ? 1_000 : false),
  });
}

export function useTriggers(env: string) {
  return useQuery({
    queryKey: queryKeys.triggerList(env),
    queryFn: async () => (await reply(client.GET('/api/triggers', { params: { query: { env } } }))).items,
    refetchInterval: 10_000,
  });
}

/** What people are asked to decide; others decide too, so it is looked at again every few seconds. */
export function useApprovals(env: string, state: 'open' | 'decided') {
  return useQuery({
    queryKey: queryKeys.approvalList(env, state),
    queryFn: async () => (await reply(client.GET('/api/approvals', { params: { query: { env, state, limit: 200 } } }))).items,
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
  });
}

/** How many approvals are open, for the badge; 100 stands for 100 or more. */
export function useApprovalCount(env: string) {
  return useQuery({
    queryKey: queryKeys.approvalCount(env),
    queryFn: async () => (await reply(client.GET('/api/approvals/count', { params: { query: { env } } }))).open,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}

/** The variables of an environment, with the flows that read them. */
export function useVariables(env: string) {
  return useQuery(variablesQuery(env));
}

/** Those of several environments at once, by environment; an environment that may not be read is empty. */
export function useVariablesOf(envs: readonly string[]): Readonly<Record<string, readonly Variable[]>> {
  return useQueries({
    queries: envs.map((env) => ({ ...variablesQuery(env), retry: false })),
    combine: (results) => Object.fromEntries(envs.map((env, i) => [env, results[i]?.data ?? []])),
  });
}

function variablesQuery(env: string) {
  return {
    queryKey: queryKeys.variableList(env),
    queryFn: async () => (await reply(client.GET('/api/variables', { params: { query: { env } } }))).items,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  };
}

/** How many promotion requests wait for who is signed in, for the badge. */
export function usePromotionCount() {
  return useQuery({
    queryKey: queryKeys.promotionCount,
    queryFn: async () => (await reply(client.GET('/api/promotions/count'))).waitsForMe,
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
}

/** The tables of an environment: name, columns, version. Rows come with `useLookupRows`. */
export function useLookups(env: string) {
  return useQuery({
    queryKey: queryKeys.lookupList(env),
    queryFn: async () => (await reply(client.GET('/api/lookups', { params: { query: { env } } }))).items,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
}

export function useContracts() {
  return useQuery({
    queryKey: queryKeys.contracts,
    queryFn: async () => (await reply(client.GET('/api/contracts'))).items,
  });
}

/** The state of the demo systems, looked at again every second while the page is open. */
export function useDemo() {
  return useQuery({ queryKey: queryKeys.demo, queryFn: () => reply(client.GET('/api/demo')), refetchInterval: 1_000 });
}

export function useErpOrders(limit: number) {
  return useQuery({
    queryKey: queryKeys.erpOrders,
    queryFn: () => reply(client.GET('/api/demo/erp/orders', { params: { query: { limit } } })),
    refetchInterval: 1_000,
  });
}

/** The query of `GET /api/runs` for a filter. */
export function runQuery(filter: RunFilter, after: string | null, now: number) {
  return {
    env: filter.env,
    limit: runsPerPage,
    ...(filter.flow !== '' && { flow: filter.flow }),
    ...(filter.status.length > 0 && { status: filter.status.join(',') }),
    ...(filter.key.trim() !== '' && { key: filter.key.trim() }),
    ...(filter.hours !== null && { from: new Date(now - filter.hours * hour).toISOString() }),
    ...(filter.tests !== 'with' && { isTest: filter.tests === 'only' }),
    ...(after !== null && { after }),
  };
}
