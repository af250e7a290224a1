import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import classes from './screen.module.css';
import { Workspace } from './workspace.tsx';

/** The full-screen editor of one decision table, at `/flows/:id/table/:nodeId`. */
export function TableScreen({ nodeId }: { nodeId: string }) {
  const { flowId, view } = useEditor();
  const [, go] = useLocation();
  const node = useDocument((state) => state.flow.nodes.find(({ id, type }) => id === nodeId && type === 'rule.decision-table'));
  const done = () => {
    if (node) openNode(view, node.id);
    go(`/flows/${flowId}`);
  };
  if (node) return <Workspace key={node.id} node={node} onDone={done} />;
  return (
    <div className={classes.empty}>
      <EmptyState title={texts.noSuchStep} action={<Button onClick={done}>{texts.backToFlow}</Button>}>
        {texts.noSuchStepHelp}
      </EmptyState>
    </div>
  );
}
