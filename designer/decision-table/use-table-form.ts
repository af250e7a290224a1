import { formatPath } from '@crossdock/flows/document/path';
import { useMemo } from 'react';
import type { Form } from '../inspector/form-context.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import type { TableModel } from './use-table.ts';

/** What the fields of the table's heads share with those of every form. */
export function useTableForm({ node }: TableModel, sample: unknown): Form {
  const { document } = useEditor();
  const problems = useDocument((state) => state.problems);
  return useMemo<Form>(
    () => ({
      problems: problems.filter(({ nodeId }) => nodeId === node.id),
      problemPrefix: 'config',
      values: node.config,
      sample,
      system: null,
      change: (path, value) => {
        const at = formatPath(path);
        document.change([{ op: 'set-config', node: node.id, path: at, value }], { typing: `${node.id} ${at}` });
      },
      endTyping: () => document.endTyping(),
    }),
    [problems, node, sample, document],
  );
}
