import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { tabPath } from './editor-tabs.ts';

/** Opens the step that an address asks to be mended: at its field, with the data of the run and the item that failed beside it. */
export function useFixPlace(): void {
  const { flowId, view } = useEditor();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const run = search.get('fix');
  const step = search.get('step');
  const item = search.get('item');
  const field = search.get('field');
  useEffect(() => {
    if (run === null || step === null) return;
    view.setState({ testRunId: run, itemId: item });
    openNode(view, step, { tab: 'settings', field });
    go(tabPath(flowId, 'design'), { replace: true });
  }, [run, step, item, field, flowId, view, go]);
}
