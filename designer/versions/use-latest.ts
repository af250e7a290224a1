import type { Flow } from '@crossdock/flows/document/flow';
import { useMemo } from 'react';
import { useFlowVersion } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { type FlowDiff, flowDiff } from './flow-diff.ts';

/** The draft beside the newest version. `diff` is null while that is loaded, and before anything was published. */
export function useDraftDiff(
  latestVersion: number | null,
  isNeeded = true,
): { diff: FlowDiff | null; latest: Flow | null; failure: unknown; retry: () => void } {
  const { flowId } = useEditor();
  const draft = useDocument((state) => state.flow);
  const version = useFlowVersion(flowId, isNeeded ? latestVersion : null);
  const latest = version.data?.flow ?? null;
  const diff = useMemo(() => (latest ? flowDiff(latest, draft) : null), [latest, draft]);
  return { diff, latest, failure: version.error, retry: () => void version.refetch() };
}
