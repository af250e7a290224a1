import { Button, Popover, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { formatTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useNow } from '../kit/use-now.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { connectionLook } from './connection-look.ts';
import classes from './connections.module.css';
import { toTheMinute } from './maintenance-form.ts';
import { trafficInWords, waitingInWords } from './traffic-words.ts';

/** Minutes; 0: until somebody resumes it. */
const lengths = [
  { value: '0', label: texts.untilSomebodyResumesIt },
  { value: '15', label: texts.for15Minutes },
  { value: '60', label: texts.forAnHour },
  { value: '240', label: texts.for4Hours },
];

/** Whether calls go through, what holds them back, and the button to pause or resume. */
export function TrafficPanel({ connection, environment }: { connection: Connection; environment: Environment }) {
  const now = useNow();
  const { traffic, name, env } = connection;
  const isProd = environment.class === 'prod';
  const mayPause = useMay()('connections.pause', env);
  const words = trafficInWords(traffic, name, now);
  const path = { params: { path: { env, name } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: queryKeys.connections(env) });
  const resume = useMutation({
    mutationFn: () => reply(client.POST('/api/connections/{env}/{name}/resume', path)),
    onSettled: refresh,
  });
  return (
    <section className={classes.traffic} aria-label={texts.traffic}>
      <div className={classes.trafficHead}>
        <StatusBadge look={connectionLook(connection)} variant="pill" />
        {traffic.waiting > 0 && (
          <Link href="/runs?status=parked" className={classes.waiting ?? ''}>
            {waitingInWords(traffic.waiting)}
          </Link>
        )}
        {mayPause && (
          <span className={classes.trafficAct}>
            {traffic.state === 'closed' || traffic.state === 'maintenance' ? (
              <Pause connection={connection} isProd={isProd} onDone={refresh} />
            ) : (
              <Button
                size="xs"
                variant={isProd ? 'prod' : 'default'}
                leftSection={<Glyph name={isProd ? 'lock' : 'player-play'} size={14} />}
                loading={resume.isPending}
                onClick={() => resume.mutate()}
              >
                {isProd ? texts.resumeIn(environment.name) : texts.resume}
              </Button>
            )}
          </span>
        )}
      </div>
      {words && (
        <p className={classes.trafficText}>
          {words.what} <span className={classes.secondary}>{words.next}</span>
        </p>
      )}
      {!words && connection.nextMaintenance && <NextMaintenance next={connection.nextMaintenance} now={now} />}
      {resume.isError && <FailureNote what={texts.theConnectionWasNotResumed} failure={resume.error} />}
    </section>
  );
}

function NextMaintenance({ next, now }: { next: NonNullable<Connection['nextMaintenance']>; now: number }) {
  const [from, to] = [toTheMinute(formatTime(next.from, now)), toTheMinute(formatTime(next.to, now))];
  return <p className={classes.trafficText}>{texts.maintenance.comes(next.title, from, to)}</p>;
}

function Pause({ connection: { env, name }, isProd, onDone }: { connection: Connection; isProd: boolean; onDone: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const [minutes, setMinutes] = useState('0');
  const [reason, setReason] = useState('');
  const pause = useMutation({
    mutationFn: () => {
      const until = minutes === '0' ? null : new Date(Date.now() + Number(minutes) * 60_000).toISOString();
      const body = { until, reason: reason.trim() === '' ? null : reason.trim() };
      return reply(client.POST('/api/connections/{env}/{name}/pause', { params: { path: { env, name } }, body }));
    },
    onSuccess: () => setOpen(false),
    onSettled: onDone,
  });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={300} trapFocus withinPortal>
      <Popover.Target>
        <Button size="xs" leftSection={<Glyph name="player-pause" size={14} />} onClick={() => setOpen(!isOpen)} aria-expanded={isOpen}>
          {texts.pause}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={classes.pauseForm}
          aria-label={texts.pauseConnection(name)}
          onSubmit={(event) => {
            event.preventDefault();
            pause.mutate();
          }}
        >
          <p className={classes.hint}>{texts.pauseHelp(name)}</p>
          <Select
            label={texts.howLong}
            data={lengths}
            value={minutes}
            onChange={(value) => setMinutes(value ?? '0')}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            label={texts.reason}
            placeholder={texts.stocktakingInTheErp}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {pause.isError && <FailureNote what={texts.theConnectionWasNotPaused} failure={pause.error} />}
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={isProd && <Glyph name="lock" size={14} />}
            loading={pause.isPending}
          >
            {isProd ? texts.pauseIn(name, env) : texts.pauseConnection(name)}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
