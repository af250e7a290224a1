import type { Problem } from '@crossdock/flows/document/flow';
import { useLocation } from 'wouter';
import { focusNode } from '../canvas/focus-node.ts';
import { useEditor } from '../state/editor-context.tsx';
import { type InspectorTab, openNode } from '../state/view-store.ts';
import { tabPath } from './editor-tabs.ts';

/** Selects the step, opens the tab and puts the caret into the field that a problem is about. */
export function useGoToProblem(): (problem: Problem) => void {
  const { view, flowId } = useEditor();
  const [, go] = useLocation();
  return ({ nodeId, field }) => {
    if (nodeId === null) return go(tabPath(flowId, field?.startsWith('settings') ? 'settings' : 'design'));
    go(tabPath(flowId, 'design'));
    openNode(view, nodeId, { tab: tabOfField(field), field: field?.replace(/^config\./, '') ?? null });
    if (field === null) focusNode(nodeId);
  };
}

function tabOfField(field: string | null): InspectorTab {
  return field?.startsWith('onFailure') ? 'failure' : 'settings';
}
