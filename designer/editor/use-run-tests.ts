import type { TestCase } from '@crossdock/flows/document/flow';
import { useRef, useState } from 'react';
import { reasonOf } from '../kit/error-note.tsx';
import { isUnderWay } from '../kit/status.ts';
import { client, reply } from '../server/client.ts';
import { listen } from '../server/live-events.ts';
import type { RunDetail, ShownItem } from '../server/shapes.ts';
import { type Editor, useEditor } from '../state/editor-context.tsx';
import { type Finding, judge, stepsToLookAt, withoutAnswers } from './judge-test.ts';

export type TestResult =
  | { readonly kind: 'running' }
  /** `left`: expectations that speak of answers given in the case, which live systems do not give. */
  | { readonly kind: 'passed'; readonly runId: string; readonly left: number }
  | { readonly kind: 'differs'; readonly runId: string; readonly left: number; readonly findings: readonly Finding[] }
  | { readonly kind: 'broken'; readonly reason: string };

/** Runs test cases through the draft, one after the other, and keeps what became of each. */
export function useRunTests() {
  const editor = useEditor();
  const [results, setResults] = useState<ReadonlyMap<string, TestResult>>(new Map());
  const isBusy = useRef(false);
  const keep = (id: string, result: TestResult) => setResults((all) => new Map(all).set(id, result));

  const run = async (tests: readonly TestCase[]) => {
    if (isBusy.current) return;
    isBusy.current = true;
    await editor.document.flush();
    for (const test of tests) {
      keep(test.id, { kind: 'running' });
      keep(test.id, await resultOf(editor, test));
    }
    isBusy.current = false;
  };
  return { results, run };
}

async function resultOf({ flowId, env, document }: Editor, given: TestCase): Promise<TestResult> {
  const { test, left } = withoutAnswers(given, document.store.getState().flow.edges);
  try {
    const body = { env, message: test.message } as never;
    const { runId } = await reply(client.POST('/api/flows/{id}/test-runs', { params: { path: { id: flowId } }, body }));
    const run = await finished(env, runId);
    const outputs = new Map<string, readonly ShownItem[]>();
    for (const nodeId of stepsToLookAt(test)) {
      const step = await reply(client.GET('/api/runs/{id}/steps/{nodeId}', { params: { path: { id: runId, nodeId } } }));
      for (const [port, items] of Object.entries(step.output)) outputs.set(`${nodeId}.${port}`, items);
    }
    const findings = judge(test, run, outputs);
    return findings.length === 0 ? { kind: 'passed', runId, left } : { kind: 'differs', runId, left, findings };
  } catch (failure) {
    return { kind: 'broken', reason: reasonOf(failure) };
  }
}

/** Nobody ends the waits of a test here: the run is cancelled, so that no question of it is left open. */
async function giveUp(runId: string, what: string): Promise<never> {
  await reply(client.POST('/api/runs/{id}/cancellation', { params: { path: { id: runId } } }));
  throw new Error(`it came to where it waits for ${what}, and was cancelled there. crossdock test ends waits as the test case says.`);
}

/** How long a test may be under way before it is called unfinished, in milliseconds. */
const patience = 60_000;

/** The run once nothing of it moves any more. */
async function finished(env: string, runId: string): Promise<RunDetail> {
  const load = () => reply(client.GET('/api/runs/{id}', { params: { path: { id: runId } } }));
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      clearTimeout(timer);
      stop();
      act();
    };
    const look = () =>
      load().then(
        (run) => {
          const wait = run.waits.find((one) => one.for !== 'flow');
          if (!isUnderWay(run.status)) end(() => resolve(run));
          else if (wait) end(() => void giveUp(runId, wait.what).catch(reject));
        },
        (failure) => end(() => reject(failure as Error)),
      );
    const stop = listen({ env, run: runId }, { onEvent: (event) => void (event.event === 'run' && look()), onState: () => void look() });
    const timer = setTimeout(() => end(() => reject(new Error('it was still under way after 60 s.'))), patience);
  });
}
