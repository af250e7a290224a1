import type { TestCase } from '@crossdock/flows/document/flow';
import { useMutation } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useOpenEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { keepOrigin } from './report-store.ts';

/** Makes a test case of a past run and leads to it. In the open editor of the flow it can be undone; elsewhere it is added on the server. */
export function useMakeCase(flowId: string) {
  const editor = useOpenEditor();
  const [, go] = useLocation();
  return useMutation({
    mutationFn: async (run: { readonly id: string; readonly title: string }) => {
      const path = { id: flowId };
      const proposal = await reply(client.POST('/api/flows/{id}/test-cases/from-run', { params: { path }, body: { runId: run.id } }));
      const test = proposal.test as unknown as TestCase;
      const operation = { op: 'add-test', test } as const;
      if (editor?.flowId === flowId) editor.document.change([operation], { title: texts.undoNames.add(test.name) });
      else {
        const { revision } = await reply(client.GET('/api/flows/{id}', { params: { path } }));
        await reply(client.POST('/api/flows/{id}/operations', { params: { path }, body: { revision, operations: [operation] as never } }));
        await queryClient.invalidateQueries({ queryKey: queryKeys.flow(flowId) });
      }
      keepOrigin(flowId, test.id, { run: run.title, hasRedacted: proposal.hasRedacted, loosened: proposal.loosened.length });
      return test.id;
    },
    onSuccess: (id) => go(`${tabPath(flowId, 'tests')}?case=${encodeURIComponent(id)}`),
  });
}
