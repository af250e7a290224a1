import { useQueries } from '@tanstack/react-query';
import { client, reply } from '../server/client.ts';
import { useRun, useRuns } from '../server/queries.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { RunDetail, RunSummary, Step } from '../server/shapes.ts';
import { useEditor, useView } from '../state/editor-context.tsx';

/** The run whose data stand beside a step's form, and the step in it; `step` is null when nothing came there. */
export type DataRun = { readonly run: RunDetail; readonly step: Step | null; readonly stoppedAt: Step | null };

/** The newest test of this draft, else the newest run. One that ended well further back is taken where the newest did not lead to the step. */
export function useDataRun(nodeId: string): DataRun | null {
  const { flowId, env } = useEditor();
  const testRunId = useView((view) => view.testRunId);
  const newest = useRuns({ env, flow: flowId, status: [], key: '', hours: null, tests: 'with' });
  const recent = newest.data?.pages[0]?.items ?? [];
  const firstId = testRunId ?? recent[0]?.id ?? null;
  const first = found(useRun(firstId).data, nodeId);
  const isEnough = first === null || first.step !== null || first.stoppedAt !== null;
  const earlier = useQueries({
    queries: isEnough ? [] : earlierRuns(recent, firstId).map((id) => ({ queryKey: queryKeys.run(id), queryFn: () => load(id) })),
  });
  return earlier.map((query) => found(query.data, nodeId)).find((data) => data?.step) ?? first;
}

/** How far back is looked for a run that came to the step. */
const furthest = 6;

function earlierRuns(recent: readonly RunSummary[], firstId: string | null): string[] {
  return recent
    .filter((run) => run.id !== firstId && (run.status === 'done' || run.status === 'partial'))
    .slice(0, furthest)
    .map((run) => run.id);
}

function load(id: string): Promise<RunDetail> {
  return reply(client.GET('/api/runs/{id}', { params: { path: { id } } }));
}

function found(run: RunDetail | undefined, nodeId: string): DataRun | null {
  if (!run) return null;
  const step =
    run.steps.find((candidate) => candidate.nodeId === nodeId && (candidate.itemsIn > 0 || Object.keys(candidate.itemsOut).length > 0)) ??
    null;
  return { run, step, stoppedAt: step ? null : (run.steps.find((candidate) => candidate.error !== null) ?? null) };
}
