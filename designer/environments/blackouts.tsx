import { ActionIcon, Button, TagsInput, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { formatFullTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import { localToIso, toLocal } from '../promotion/request/local-time.ts';
import type { Blackout } from '../promotion/shapes.ts';
import { useFlows } from '../server/queries.ts';
import { useEnvironment } from '../shell/environment.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import classes from './environments.module.css';
import { blackoutIsSound, byTime } from './policy-form.ts';

type Props = { readonly blackouts: readonly Blackout[]; readonly onChange: (blackouts: Blackout[]) => void };

const day = 86_400_000;

/** Peak days and stocktaking, when nothing goes live. */
export function Blackouts({ blackouts, onChange }: Props) {
  const now = useNow();
  const [editing, setEditing] = useState<number | null>(null);
  const set = (index: number, blackout: Blackout) => onChange(blackouts.with(index, blackout));
  const add = () => {
    const from = new Date(Math.ceil(now / day) * day);
    onChange([...blackouts, { title: '', from: from.toISOString(), to: new Date(from.getTime() + day).toISOString(), channels: 'all' }]);
    setEditing(blackouts.length);
  };
  return (
    <div className={classes.blackouts}>
      <h4 className={classes.subTitle}>{texts.blackouts}</h4>
      <p className={classes.hint}>{texts.blackoutsHint(Intl.DateTimeFormat().resolvedOptions().timeZone)}</p>
      {blackouts.length === 0 && <p className={classes.hint}>{texts.noBlackouts}</p>}
      {blackouts.length > 0 && (
        <ul className={classes.calendar}>
          {byTime(blackouts, now).map(({ blackout, index, when }) =>
            index === editing ? (
              <BlackoutForm
                key={index}
                blackout={blackout}
                onChange={(next) => set(index, next)}
                onDone={() => setEditing(null)}
                onRemove={() => {
                  onChange(blackouts.toSpliced(index, 1));
                  setEditing(null);
                }}
              />
            ) : (
              <li key={index} className={classes.blackout} data-when={when}>
                <Glyph name="calendar-event" size={14} />
                <span className={classes.blackoutTitle}>{blackout.title}</span>
                <span className={classes.hint} title={`${formatFullTime(blackout.from)} - ${formatFullTime(blackout.to)}`}>
                  {span(blackout)}
                </span>
                <span className={classes.hint}>{blackout.channels === 'all' ? texts.allChannels : blackout.channels.join(', ')}</span>
                {when !== 'next' && <span className={classes.when}>{when === 'now' ? texts.isOn : texts.isPast}</span>}
                <Tooltip label={texts.editBlackout(blackout.title)}>
                  <ActionIcon size="xs" aria-label={texts.editBlackout(blackout.title)} onClick={() => setEditing(index)}>
                    <Glyph name="pencil" size={14} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ),
          )}
        </ul>
      )}
      {editing === null && (
        <Button size="xs" className={classes.addLane ?? ''} leftSection={<Glyph name="plus" size={14} />} onClick={add}>
          {texts.addBlackout}
        </Button>
      )}
    </div>
  );
}

type FormProps = { blackout: Blackout; onChange: (blackout: Blackout) => void; onDone: () => void; onRemove: () => void };

function BlackoutForm({ blackout, onChange, onDone, onRemove }: FormProps) {
  const { name: env } = useEnvironment();
  const channels = [...new Set((useFlows(env).data ?? []).map((flow) => flow.channel))].filter((channel) => channel !== '').sort();
  const setTime = (side: 'from' | 'to', text: string) => {
    const iso = localToIso(text);
    if (iso !== null) onChange({ ...blackout, [side]: iso });
  };
  const isSound = blackoutIsSound(blackout);
  return (
    <li className={classes.blackoutForm}>
      <TextInput
        label={texts.blackoutTitle}
        placeholder={texts.blackoutPlaceholder}
        value={blackout.title}
        maxLength={80}
        autoFocus
        onChange={(event) => onChange({ ...blackout, title: event.currentTarget.value })}
      />
      <div className={classes.two}>
        <TextInput
          type="datetime-local"
          label={texts.from}
          value={toLocal(Date.parse(blackout.from))}
          onChange={(event) => setTime('from', event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label={texts.to}
          value={toLocal(Date.parse(blackout.to))}
          onChange={(event) => setTime('to', event.currentTarget.value)}
        />
      </div>
      <TagsInput
        label={texts.channels}
        description={texts.channelsHint}
        data={channels}
        value={blackout.channels === 'all' ? [] : blackout.channels}
        onChange={(next) => onChange({ ...blackout, channels: next.length === 0 ? 'all' : next })}
      />
      {!isSound && <p className={classes.wrong}>{texts.blackoutRule}</p>}
      <div className={classes.formFoot}>
        <Button size="xs" variant="subtle" onClick={onRemove}>
          {texts.removeBlackout(blackout.title)}
        </Button>
        <Button size="xs" disabled={!isSound} onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </li>
  );
}

function span({ from, to }: Blackout): string {
  const show = (iso: string) =>
    new Date(iso).toLocaleString('en-US', {
      month: 'short',
      day: 'numeric',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    });
  return `${show(from)} – ${show(to)}`;
}
