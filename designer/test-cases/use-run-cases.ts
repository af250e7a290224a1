import type { TestCase } from '@crossdock/flows/document/flow';
import { useCallback } from 'react';
import { reasonOf } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { useEditor } from '../state/editor-context.tsx';
import { basisOf, keepState, stateNow } from './report-store.ts';

/** Cases of one call: each is shown as soon as those that went with it have ended. */
const together = 4;

/** Runs test cases of the draft on the server and keeps what became of each. Resolves when all have ended. */
export function useRunCases(): (tests: readonly TestCase[]) => Promise<void> {
  const { flowId, env, document } = useEditor();
  return useCallback(
    async (tests) => {
      for (const { id } of tests) {
        const before = stateNow(flowId, id);
        keepState(flowId, id, { kind: 'running', before: before?.kind === 'running' ? before.before : before });
      }
      await document.flush();
      const { flow } = document.store.getState();
      for (const group of groupsOf(tests)) {
        const current = group.flatMap(({ id }) => flow.tests.find((test) => test.id === id) ?? []);
        try {
          const body = { env, tests: current.map(({ id }) => id) };
          const { results } = await reply(client.POST('/api/flows/{id}/test-report', { params: { path: { id: flowId } }, body }));
          for (const report of results) {
            const test = current.find(({ id }) => id === report.test);
            if (test) keepState(flowId, test.id, { kind: 'ended', report, basis: basisOf(flow, test) });
          }
        } catch (failure) {
          for (const { id } of group) keepState(flowId, id, { kind: 'broken', reason: reasonOf(failure) });
        }
      }
    },
    [flowId, env, document],
  );
}

/** The first alone, so that something is seen at once; one that asks real systems alone too, because it may take its time. */
function groupsOf(tests: readonly TestCase[]): readonly (readonly TestCase[])[] {
  const groups: TestCase[][] = [];
  for (const test of tests) {
    const last = groups.at(-1);
    const fits = last && groups.length > 1 && last.length < together && [test, ...last].every(({ systems }) => systems === 'mocked');
    if (fits) last.push(test);
    else groups.push([test]);
  }
  return groups;
}
