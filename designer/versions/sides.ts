import { useFlowVersion } from '../server/queries.ts';
import type { VersionSummary } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import type { DiffSide } from './flow-diff-view.tsx';
import type { VersionView, Which } from './version-address.ts';

export function nameOf(which: Which): string {
  return which === 'draft' ? versionsTexts.draft : versionsTexts.version(which);
}

/** What a view is compared with when its address names nothing: the version before; of the draft the newest; null: there is none. */
export function againstOf({ version, against }: VersionView, versions: readonly VersionSummary[]): Which | null {
  if (against !== null && against !== version) return against;
  const before = versions.filter((each) => version === 'draft' || each.number < version);
  return before.reduce<number | null>((newest, each) => Math.max(newest ?? 0, each.number), null);
}

/** One side of a comparison; `side` is null while it is loaded. */
export function useSide(which: Which | null): { side: DiffSide | null; failure: unknown; retry: () => void } {
  const { flowId } = useEditor();
  const draft = useDocument((state) => state.flow);
  const version = useFlowVersion(flowId, typeof which === 'number' ? which : null);
  const flow = which === 'draft' ? draft : which === null ? undefined : version.data?.flow;
  return {
    side: which !== null && flow ? { name: nameOf(which), flow } : null,
    failure: version.error,
    retry: () => void version.refetch(),
  };
}
