import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import { useSignedIn } from './session.ts';
import type { FlowDraft, RunDetail } from './shapes.ts';
import { useMay } from './use-may.ts';

/** Whether the content of messages of a flow or a run may be asked for; its channel and environment are those of what is loaded already, of a draft the first one. */
export function useMaySee({ flow, run, env }: { flow?: string; run?: string; env?: string }): boolean {
  const may = useMay();
  const { environments } = useSignedIn();
  const ofRun = run === undefined ? undefined : queryClient.getQueryData<RunDetail>(queryKeys.run(run));
  const ofFlow = flow === undefined ? undefined : queryClient.getQueryData<FlowDraft>(queryKeys.flow(flow));
  return may(
    'payloads.read',
    env ?? ofRun?.env ?? (flow === undefined ? undefined : environments[0]?.name),
    ofRun?.channel ?? ofFlow?.flow.channel,
  );
}
