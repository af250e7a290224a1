import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useLiveEvents } from '../server/use-live-events.ts';
import type { Editor } from '../state/editor-context.tsx';

/** Follows what others do to the open flow: their edits are fetched and joined with what is here. */
export function useFlowEvents({ env, flowId, document }: Editor): void {
  useLiveEvents({ env, flow: flowId }, (event) => {
    if (event.event !== 'flow' || event.data.flowId !== flowId) return;
    if (event.data.revision > document.store.getState().revision + 1 || document.store.getState().save.kind === 'saved') {
      if (event.data.revision > document.store.getState().revision)
        void queryClient.invalidateQueries({ queryKey: queryKeys.flow(flowId), exact: true });
    }
  });
}
