import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { editorTexts as texts } from '../texts/editor.ts';

/** What stands where the editor will be. */
export function EditorSkeleton() {
  const phase = useLoadingPhase(true);
  return phase === 'skeleton' ? <Skeleton rows={6} rowHeight={82} what={texts.theFlow} /> : null;
}
