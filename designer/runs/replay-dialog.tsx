import { Button, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { CodeField } from '../inspector/code-field.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { client, reply } from '../server/client.ts';
import { useReplayPlan } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { ReplayPlan, ReplayRequest, ShownItem } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './replay-dialog.module.css';
import { readCorrection, replayButton } from './replay-plan.ts';
import { ReplayPlanTable } from './replay-plan-table.tsx';
import { type Decisions, questionId, ReplayQuestions } from './replay-questions.tsx';

type Props = {
  runId: string;
  /** The step to go on from; undefined: what failed, from where it failed. */
  from?: string | undefined;
  /** An item to correct first; then it alone is replayed. */
  item?: ShownItem | undefined;
  /** How many items are replayed, for the button. */
  count: number;
  isProd: boolean;
  isOpen: boolean;
  onClose: () => void;
  onReplayed?: ((runId: string) => void) | undefined;
};

/** First what replay will do, step by step; then the button that does it. */
export function ReplayDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={rest.item ? texts.correctAndReplay : texts.whatReplayWillDo}
      size={rest.item ? 680 : 600}
    >
      {isOpen && <ReplayForm onClose={onClose} {...rest} />}
    </Modal>
  );
}

function ReplayForm({ runId, from, item, count, isProd, onClose, onReplayed }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const [version, setVersion] = useState<'original' | 'newest'>('original');
  const [decisions, setDecisions] = useState<Decisions>({});
  const [isConfirmed, setConfirmed] = useState(false);
  const [text, setText] = useState(() => JSON.stringify(item?.json ?? null, null, 2));
  const correction = item ? readCorrection(text, item.json) : undefined;
  const edits = item && correction && 'json' in correction && correction.isChanged ? [{ item: item.id, json: correction.json }] : undefined;
  const asked: ReplayRequest = {
    version,
    ...(from !== undefined && { from }),
    ...(item && { items: [item.id] }),
    ...(edits && { edits }),
  };
  const request = useDeferredValue(JSON.stringify({ ...asked, decisions }));
  // What is asked about does not go away by being answered.
  const open = useReplayPlan(runId, JSON.parse(useDeferredValue(JSON.stringify(asked))) as ReplayRequest);
  const plan = useReplayPlan(runId, JSON.parse(request) as ReplayRequest);
  const questions = open.data?.undecided ?? [];
  const isDecided = questions.every((question) => decisions[questionId(question)] !== undefined);
  const isOvertaken = (plan.data?.overtakenBy.length ?? 0) > 0;
  const replay = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/runs/{id}/replays', {
          params: { path: { id: runId } },
          body: { ...asked, decisions, ...(isConfirmed && { confirm: true }), ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }),
      ),
    onSuccess: (started) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.run(runId) });
      onClose();
      onReplayed?.(started.runId);
    },
  });
  const isReady =
    plan.data !== undefined && !plan.isError && !plan.isPlaceholderData && isDecided && (!isOvertaken || isConfirmed) && (!item || edits);
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) replay.mutate();
      }}
    >
      {item && (
        <div className={classes.correction}>
          <CodeField
            label={texts.itemCalled(item.key ?? item.id)}
            language="json"
            rows={10}
            value={text}
            onChange={setText}
            error={correction && 'error' in correction ? correction.error : null}
          />
          <p className={classes.hint}>
            {texts.originalStays} {text.includes('[redacted]') && texts.redactedStay}
          </p>
        </div>
      )}
      {plan.isError && <FailureNote what={texts.itCannotBeReplayedLike} failure={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && <Skeleton rows={5} rowHeight={34} what={texts.thePlan} />}
      {plan.data && <VersionChoice plan={plan.data} version={version} onChange={setVersion} />}
      {plan.data && !plan.isError && <ReplayPlanTable plan={plan.data} isOld={plan.isPlaceholderData} isShort={item !== undefined} />}
      {questions.length > 0 && <ReplayQuestions questions={questions} decisions={decisions} onDecide={setDecisions} />}
      {plan.data && !plan.isError && plan.data.failsAgain.length > 0 && <FailsAgain plan={plan.data} />}
      {isOvertaken && plan.data && (
        <Note family="warn" icon="alert-triangle">
          <strong>{texts.overtaken(countOf(plan.data.overtakenBy.length, 'later message'))}</strong> {texts.couldOverwrite}
          <Checkbox
            mt={6}
            label={texts.replayItAllTheSame}
            checked={isConfirmed}
            onChange={(event) => setConfirmed(event.currentTarget.checked)}
          />
        </Note>
      )}
      <TextInput
        label={texts.reason}
        description={texts.staysWithTheNewRun}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={200}
      />
      {replay.isError && <FailureNote what={texts.nothingWasReplayed} failure={replay.error} />}
      <footer className={classes.foot}>
        <span className={classes.version}>
          {plan.data && (plan.data.version === 0 ? 'On the draft, as it ran' : `On v${plan.data.version}`)}
        </span>
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'filled'}
          disabled={!isReady}
          loading={replay.isPending}
          leftSection={<Glyph name={isProd ? 'lock' : 'refresh'} size={14} />}
        >
          {item ? texts.replayItCorrected(isProd ? ' in prod' : '') : replayButton(count, from !== undefined, isProd)}
        </Button>
      </footer>
    </form>
  );
}

function VersionChoice({
  plan,
  version,
  onChange,
}: {
  plan: ReplayPlan;
  version: 'original' | 'newest';
  onChange: (version: 'original' | 'newest') => void;
}) {
  const { original, newest } = plan.versions;
  if (newest === null || newest === original || original === 0) return null;
  return (
    <div className={classes.versions}>
      <SegmentedControl
        aria-label={texts.version}
        value={version}
        onChange={(chosen) => onChange(chosen as 'original' | 'newest')}
        data={[
          { value: 'original', label: `v${original}, as it ran` },
          { value: 'newest', label: `v${newest}, the newest` },
        ]}
      />
      <span className={classes.hint}>{version === 'newest' ? texts.stepsKeepTheirEffectsBy : texts.theVersionThatRan}</span>
    </div>
  );
}

function FailsAgain({ plan }: { plan: ReplayPlan }) {
  const [first] = plan.failsAgain;
  if (!first) return null;
  return (
    <Note family="warn" icon="alert-triangle" code={first.code}>
      <strong>{texts.failsAgain(plan.failsAgain.length, first.name)}</strong> {first.message}
    </Note>
  );
}
