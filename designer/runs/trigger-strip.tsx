import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf, formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { useNow } from '../kit/use-now.ts';
import { client, reply } from '../server/client.ts';
import { useTriggers } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import type { Trigger } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { environmentNamed } from '../shell/environment.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './trigger-strip.module.css';
import { nextTimes, timingWords, watermarkWords } from './trigger-words.ts';

/** Of a flow that a schedule or a poll starts: when it comes next, how far it has read, and the way to hold it. */
export function TriggerStrip({ flowId, env }: { flowId: string; env: string }) {
  const trigger = useTriggers(env).data?.find((candidate) => candidate.flow.id === flowId);
  return trigger ? <Strip trigger={trigger} /> : null;
}

function Strip({ trigger }: { trigger: Trigger }) {
  const now = useNow();
  const mayOperate = useMay()('triggers.operate', trigger.env);
  const [asking, setAsking] = useState<'pause' | 'watermark' | null>(null);
  const params = { path: { id: trigger.flow.id }, query: { env: trigger.env } };
  const resume = useMutation({
    mutationFn: () => reply(client.DELETE('/api/flows/{id}/trigger/pause', { params })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.triggers }),
  });
  const { poll, paused } = trigger;
  return (
    <section className={classes.strip} aria-label={trigger.kind === 'poll' ? texts.poll : texts.schedule}>
      <div className={classes.line}>
        <span className={classes.icon} data-paused={paused !== null || undefined}>
          <Glyph name={paused ? 'player-pause' : trigger.kind === 'poll' ? 'radar-2' : 'calendar-time'} size={16} />
        </span>
        <span className={classes.name}>{timingWords(trigger)}</span>
        {paused ? (
          <span className={classes.paused}>
            <Phrase
              text={paused.reason === '' ? texts.pausedBy : texts.pausedBecause}
              by={paused.by}
              at={<RelativeTime at={paused.at} />}
              reason={paused.reason}
            />
          </span>
        ) : (
          <span className={classes.hint}>{nextTimes(trigger, now)}</span>
        )}
        {poll && (
          <span className={classes.hint}>
            {watermarkWords(poll)}, {countOf(poll.taken, 'record')} taken
            {poll.isReading && ', reading now'}
          </span>
        )}
        {mayOperate && (
          <span className={classes.buttons}>
            {poll && poll.kind !== 'off' && (
              <Button size="xs" variant="subtle" onClick={() => setAsking('watermark')}>
                {texts.setBack}
              </Button>
            )}
            {paused ? (
              <Button
                size="xs"
                loading={resume.isPending}
                leftSection={<Glyph name="player-play" size={12} />}
                onClick={() => resume.mutate()}
              >
                {texts.resume}
              </Button>
            ) : (
              <Button size="xs" leftSection={<Glyph name="player-pause" size={12} />} onClick={() => setAsking('pause')}>
                {texts.pause}
              </Button>
            )}
          </span>
        )}
      </div>
      {resume.isError && <FailureNote what={texts.itWasNotResumed} failure={resume.error} />}
      {poll?.error && (
        <Note family="warn" icon="refresh" code={poll.error.code}>
          <strong>
            {trigger.kind === 'poll' && poll.failures > 1 ? texts.itFailedTimesInA(formatCount(poll.failures)) : texts.theLastReadFailed}
          </strong>{' '}
          {poll.error.message}{' '}
          <Phrase
            text={trigger.next[0] === undefined ? texts.readAgain : texts.readAgainAt}
            at={trigger.next[0] !== undefined && <RelativeTime at={trigger.next[0]} />}
          />
        </Note>
      )}
      <AskDialog trigger={trigger} what={asking} onClose={() => setAsking(null)} />
    </section>
  );
}

function AskDialog({ trigger, what, onClose }: { trigger: Trigger; what: 'pause' | 'watermark' | null; onClose: () => void }) {
  return (
    <Modal opened={what !== null} onClose={onClose} title={what === 'pause' ? texts.pause : texts.setHowFarItHas} size={480}>
      {what !== null && <AskForm trigger={trigger} what={what} onClose={onClose} />}
    </Modal>
  );
}

function AskForm({ trigger, what, onClose }: { trigger: Trigger; what: 'pause' | 'watermark'; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const [value, setValue] = useState(trigger.poll?.watermark ?? '');
  const isProd = environmentNamed(useSignedIn().environments, trigger.env).class === 'prod';
  const params = { path: { id: trigger.flow.id }, query: { env: trigger.env } };
  const act = useMutation({
    mutationFn: () =>
      what === 'pause'
        ? reply(client.PUT('/api/flows/{id}/trigger/pause', { params, body: { reason: reason.trim() } }))
        : reply(
            client.PUT('/api/flows/{id}/trigger/watermark', {
              params,
              body: { value: value.trim() === '' ? null : value.trim(), reason: reason.trim() },
            }),
          ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.triggers });
      onClose();
    },
  });
  const isReady = reason.trim().length >= 3;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) act.mutate();
      }}
    >
      <p className={classes.plain}>{what === 'pause' ? texts.noRunIsStartedUntil : texts.itReadsFromHereThe}</p>
      {what === 'watermark' && (
        <TextInput
          label={texts.readUpTo}
          description={texts.emptyFromTheBeginning}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          classNames={{ input: 'mono' }}
        />
      )}
      <TextInput
        label={texts.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        data-autofocus
      />
      {act.isError && <FailureNote what={texts.nothingWasChanged} failure={act.error} />}
      <footer className={classes.foot}>
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button type="submit" variant={isProd ? 'prod' : 'filled'} disabled={!isReady} loading={act.isPending}>
          {what === 'pause' ? texts.pauseIn(trigger.env) : texts.set}
        </Button>
      </footer>
    </form>
  );
}
