import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';

/** What stands where the editor will be. */
export function EditorSkeleton() {
  const phase = useLoadingPhase(true);
  return phase === 'skeleton' ? <Skeleton rows={6} rowHeight={82} what="the flow" /> : null;
}
