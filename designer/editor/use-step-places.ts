import { useMemo } from 'react';
import { useLocation } from 'wouter';
import { focusNode } from '../canvas/focus-node.ts';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { tabPath } from './editor-tabs.ts';

/** Makes every step of the open flow a place that the command palette leads to. */
export function useStepPlaces(): void {
  const { flowId, catalog, view } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const [, go] = useLocation();
  const places = useMemo<Command[]>(
    () =>
      nodes.map((node) => {
        const descriptor = catalog.get(node.type, node.version);
        return {
          id: `step.${node.id}`,
          title: node.name,
          icon: descriptor?.icon ?? 'help-circle',
          group: descriptor?.title ?? node.type,
          section: 'Steps',
          keywords: `${node.type} ${node.note}`,
          run: () => {
            go(tabPath(flowId, 'design'));
            openNode(view, node.id);
            focusNode(node.id);
          },
        };
      }),
    [nodes, catalog, view, flowId, go],
  );
  useCommands('steps', places);
}
