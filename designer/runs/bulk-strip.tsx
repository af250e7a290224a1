import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { client, reply } from '../server/client.ts';
import { useBulkReplays } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { BulkReplay } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './bulk-strip.module.css';
import { bulkOutcomes, bulkProgress } from './bulk-words.ts';

/** How long an ended one is still shown, ms. */
const remembered = 30 * 60_000;

/** Bulk replays under way, and those that ended a short while ago. */
export function BulkStrip({ env }: { env: string }) {
  const bulks = useBulkReplays(env).data ?? [];
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = bulks.filter(
    (bulk) =>
      !hidden.has(bulk.id) &&
      (bulk.status === 'running' || (bulk.finishedAt !== null && Date.now() - Date.parse(bulk.finishedAt) < remembered)),
  );
  if (shown.length === 0) return null;
  return (
    <div className={classes.strip}>
      {shown.slice(0, 3).map((bulk) => (
        <Bulk key={bulk.id} env={env} bulk={bulk} onHide={() => setHidden((before) => new Set(before).add(bulk.id))} />
      ))}
    </div>
  );
}

function Bulk({ env, bulk, onHide }: { env: string; bulk: BulkReplay; onHide: () => void }) {
  const [isOpen, setOpen] = useState(false);
  const cancel = useMutation({
    mutationFn: () => reply(client.POST('/api/bulk-replays/{id}/cancellation', { params: { path: { id: bulk.id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.bulkReplays }),
  });
  const mayReplay = useMay()('runs.replay', env);
  const isRunning = bulk.status === 'running';
  const share = bulk.total === 0 ? 1 : Math.min(1, (bulk.started + bulk.left + bulk.refused) / bulk.total);
  return (
    <section
      className={classes.bulk}
      aria-label={texts.bulkReplay}
      data-status={bulk.status}
      data-worry={bulk.outcomes.failed + bulk.left + bulk.refused > 0 || undefined}
    >
      <div className={classes.line}>
        <Glyph name={iconOf(bulk)} size={14} />
        <span className={classes.words} role="status">
          <strong>{isRunning ? texts.replaying : bulk.status === 'cancelled' ? texts.bulkReplayCancelled : texts.bulkReplayEnded}</strong>{' '}
          {bulkProgress(bulk)} of {bulk.total}
          {bulkOutcomes(bulk) !== '' && <span className={classes.outcomes}>{bulkOutcomes(bulk)}</span>}
        </span>
        <span className={classes.who} title={bulk.reason}>
          {bulk.by}, <RelativeTime at={bulk.createdAt} />: {bulk.reason}
        </span>
        {bulk.problems.length > 0 && (
          <Button size="xs" variant="subtle" onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? texts.hide : texts.show} {bulk.problems.length} left
          </Button>
        )}
        {isRunning && mayReplay && (
          <Button size="xs" loading={cancel.isPending} leftSection={<Glyph name="player-stop" size={12} />} onClick={() => cancel.mutate()}>
            {texts.cancel}
          </Button>
        )}
        {!isRunning && (
          <Tooltip label={texts.hide}>
            <ActionIcon onClick={onHide} aria-label={texts.hide}>
              <Glyph name="x" />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      {isRunning && (
        <div
          className={classes.track}
          role="progressbar"
          aria-label={texts.progress}
          aria-valuenow={Math.round(share * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <i style={{ transform: `scaleX(${share})` }} />
        </div>
      )}
      {cancel.isError && <FailureNote what={texts.itWasNotCancelled} failure={cancel.error} />}
      {isOpen && (
        <ul className={classes.problems}>
          {bulk.problems.map(({ runId, code, message }) => (
            <li key={runId}>
              <Link href={`/runs/${runId}`}>
                <KeyText>{runId}</KeyText>
              </Link>
              <span>{message}</span>
              <code>{code}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function iconOf({ status, outcomes, left, refused }: BulkReplay): string {
  if (status === 'running') return 'refresh';
  if (status === 'cancelled') return 'ban';
  return outcomes.failed + left + refused > 0 ? 'alert-triangle' : 'circle-check';
}
