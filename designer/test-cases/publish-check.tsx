import { Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { client, reply } from '../server/client.ts';
import type { CaseReport } from '../server/shapes.ts';
import { useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { isOnlySample } from './only-sample.ts';
import { basisOf, keepState } from './report-store.ts';

/** Failing cases that are named before publishing. */
const named = 4;
/** Cases of one call, so that each is answered in time. */
const together = 50;

/** What the flow's test cases say of the draft that is about to be published. `failed`: null while they run. */
export type PublishCheck = {
  readonly failed: number | null;
  readonly view: (reason: string, onReason: (reason: string) => void, onLeave: () => void) => React.ReactNode;
};

/** Runs the flow's test cases for the dialog that publishes it; those that really ask other systems are left out. */
export function usePublishCheck(): PublishCheck {
  const { flowId, env, document, catalog } = useEditor();
  const { flow } = document.store.getState();
  const asksSystems = flow.nodes.some(({ type, version }) => ['effect', 'read'].includes(catalog.get(type, version)?.kind ?? ''));
  const samples = flow.tests.filter((test) => isOnlySample(test, asksSystems));
  const mocked = flow.tests.filter((test) => test.systems === 'mocked' && !samples.includes(test));
  const live = flow.tests.length - mocked.length - samples.length;
  const skipped = [live > 0 && texts.checkSkipped(live), samples.length > 0 && texts.checkSamples(samples.length)]
    .filter(Boolean)
    .join(' ');
  const check = useQuery({
    queryKey: ['publish-check', flowId, flow.tests.length],
    queryFn: async () => {
      await document.flush();
      const results: CaseReport[] = [];
      for (let at = 0; at < mocked.length; at += together) {
        const body = { env, tests: mocked.slice(at, at + together).map(({ id }) => id) };
        const report = await reply(client.POST('/api/flows/{id}/test-report', { params: { path: { id: flowId } }, body }));
        results.push(...report.results);
      }
      for (const result of results) {
        const test = mocked.find(({ id }) => id === result.test);
        if (test) keepState(flowId, test.id, { kind: 'ended', report: result, basis: basisOf(document.store.getState().flow, test) });
      }
      return results;
    },
    enabled: mocked.length > 0,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const failing = (check.data ?? []).filter(({ passed }) => !passed);
  const failed = mocked.length === 0 || check.isError ? 0 : check.data ? failing.length : null;
  return {
    failed,
    view: (reason, onReason, onLeave) => {
      if (mocked.length === 0)
        return (
          <Note family="idle" icon="flask">
            {skipped || texts.checkNone}
          </Note>
        );
      if (check.isError) return <FailureNote what={texts.checkBroken} failure={check.error} onRetry={() => void check.refetch()} />;
      if (!check.data)
        return (
          <Note family="info" icon="loader-2">
            {texts.checking(mocked.length)}
          </Note>
        );
      if (failing.length === 0)
        return (
          <Note family="good" icon="circle-check">
            {texts.checkPassed(mocked.length)} {skipped}
          </Note>
        );
      return (
        <>
          <Note
            family="bad"
            icon="circle-x"
            role="alert"
            action={
              <Link href={`${tabPath(flowId, 'tests')}?case=${encodeURIComponent(failing[0]?.test ?? '')}`} onClick={onLeave}>
                {texts.seeThem}
              </Link>
            }
          >
            <strong>{texts.checkFailed(failing.length, mocked.length)}</strong>{' '}
            {failing
              .slice(0, named)
              .map(({ name }) => name)
              .join('; ')}
            {failing.length > named && '; ...'} {skipped}
          </Note>
          <Textarea
            label={texts.reason}
            placeholder={texts.reasonHint}
            value={reason}
            onChange={(event) => onReason(event.currentTarget.value)}
            rows={2}
            maxLength={300}
            required
          />
        </>
      );
    },
  };
}
