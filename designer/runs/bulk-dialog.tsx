import { Button, Checkbox, Modal, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useDeferredValue, useMemo, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf, formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { client, reply } from '../server/client.ts';
import { useBulkPreview, useFlow } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys, type RunFilter } from '../server/query-keys.ts';
import type { BulkPreview, BulkRequest } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './bulk-dialog.module.css';
import { bulkFilterOf, previewLines } from './bulk-words.ts';

type Props = { filter: RunFilter; isProd: boolean; isOpen: boolean; onClose: () => void };

/** Replays what failed in all runs of a filter: first the counts, then the button. */
export function BulkDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.replayWhatFailed} size={600}>
      {isOpen && <BulkForm onClose={onClose} {...rest} />}
    </Modal>
  );
}

const unknownChoices = [
  { value: 'leave', label: texts.leaveToAPersonRun },
  { value: 'repeat', label: texts.areNotThereSendThem },
  { value: 'treat as done', label: texts.areDoneSendNothing },
];

function BulkForm({ filter, isProd, onClose }: Omit<Props, 'isOpen'>) {
  const [opened] = useState(() => Date.now());
  const [errorCode, setErrorCode] = useState('');
  const [node, setNode] = useState<string | null>(null);
  const [version, setVersion] = useState<NonNullable<BulkRequest['version']>>('original');
  const [onUnknown, setUnknown] = useState<NonNullable<BulkRequest['onUnknown']>>('leave');
  const [isConfirmed, setConfirmed] = useState(false);
  const [perSecond, setPerSecond] = useState(20);
  const [reason, setReason] = useState('');
  const chosen = useMemo(() => bulkFilterOf(filter, { errorCode, node: node ?? '' }, opened), [filter, errorCode, node, opened]);
  const preview = useBulkPreview({ filter: useDeferredValue(chosen) });
  const start = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/bulk-replays', {
          body: { filter: chosen, version, onUnknown, confirm: isConfirmed, perSecond, reason: reason.trim() },
        }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.bulkReplays });
      onClose();
    },
  });
  const runs = preview.data?.runs ?? 0;
  const isReady = runs > 0 && !preview.isPlaceholderData && !preview.isError && reason.trim().length >= 3;
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) start.mutate();
      }}
    >
      <div className={classes.narrow}>
        <TextInput
          label={texts.errorCode}
          placeholder="any"
          value={errorCode}
          onChange={(event) => setErrorCode(event.currentTarget.value)}
          maxLength={120}
        />
        <StepChoice flowId={filter.flow} value={node} onChange={setNode} />
      </div>
      {preview.isError && <FailureNote what={texts.theRunsCouldNotBe} failure={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.isPending && <Skeleton rows={4} rowHeight={30} what={texts.theCounts} />}
      {preview.data && !preview.isError && <Counts preview={preview.data} isOld={preview.isPlaceholderData} />}
      {(preview.data?.sums.asked ?? 0) > 0 && (
        <Select
          label={texts.effectsOfWhichNobodyKnows}
          data={unknownChoices}
          value={onUnknown}
          onChange={(value) => setUnknown((value ?? 'leave') as NonNullable<BulkRequest['onUnknown']>)}
          allowDeselect={false}
        />
      )}
      {(preview.data?.overtaken ?? 0) > 0 && (
        <Checkbox
          label={texts.alsoRunsThatALater}
          description={texts.aReplayOfThoseCould}
          checked={isConfirmed}
          onChange={(event) => setConfirmed(event.currentTarget.checked)}
        />
      )}
      <div className={classes.narrow}>
        <Select
          label={texts.onVersion}
          data={[
            { value: 'original', label: texts.asEachRan },
            { value: 'newest', label: texts.theNewest },
          ]}
          value={version}
          onChange={(value) => setVersion((value ?? 'original') as NonNullable<BulkRequest['version']>)}
          allowDeselect={false}
        />
        <NumberInput
          label={texts.pace}
          suffix=" a second"
          min={1}
          max={200}
          value={perSecond}
          onChange={(value) => setPerSecond(Number(value) || 20)}
        />
      </div>
      <TextInput
        label={texts.reason}
        description={texts.staysWithEachNewRun}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required
      />
      {start.isError && <FailureNote what={texts.nothingWasReplayed} failure={start.error} />}
      <footer className={classes.foot}>
        <span className={classes.hint}>{texts.goesOnInTheBackground}</span>
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'filled'}
          disabled={!isReady}
          loading={start.isPending}
          leftSection={<Glyph name={isProd ? 'lock' : 'refresh'} size={14} />}
        >
          {isProd ? texts.replayRunsInProd(countOf(runs, 'run')) : texts.replayRuns(countOf(runs, 'run'))}
        </Button>
      </footer>
    </form>
  );
}

function StepChoice({ flowId, value, onChange }: { flowId: string; value: string | null; onChange: (node: string | null) => void }) {
  if (flowId === '') return <Select label={texts.failedAtStep} placeholder={texts.chooseOneFlowFirst} data={[]} disabled />;
  return <StepOfFlow flowId={flowId} value={value} onChange={onChange} />;
}

function StepOfFlow({ flowId, value, onChange }: { flowId: string; value: string | null; onChange: (node: string | null) => void }) {
  const nodes = useFlow(flowId).data?.flow.nodes ?? [];
  return (
    <Select
      label={texts.failedAtStep}
      placeholder="any"
      data={nodes.map((node) => ({ value: node.id, label: node.name }))}
      value={value}
      onChange={onChange}
      clearable
      searchable
    />
  );
}

function Counts({ preview, isOld }: { preview: BulkPreview; isOld: boolean }) {
  const lines = previewLines(preview);
  return (
    <section className={classes.counts} data-old={isOld || undefined} aria-label={texts.whatWouldHappen} role="status">
      <p className={classes.total}>
        <strong>
          {preview.isMore ? texts.moreThan : ''}
          {countOf(preview.runs, 'run')}
        </strong>
        {preview.runs === 0 ? texts.withOpenExceptionsFitWiden : `, ${countOf(preview.items, 'item')}`}
        {preview.sample.length > 0 && (
          <span className={`mono ${classes.sample}`}>
            {preview.sample.map(({ title }) => title).join(', ')}
            {preview.runs > preview.sample.length ? ` and ${formatCount(preview.runs - preview.sample.length)} more` : ''}
          </span>
        )}
      </p>
      {lines.length > 0 && (
        <ul className={classes.lines}>
          {lines.map(({ text, tone }) => (
            <li key={text} data-family={tone}>
              {text}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
