import { ActionIcon, Button, Chip, SegmentedControl, Select, TextInput, Tooltip } from '@mantine/core';
import { zoneNames } from '../inspector/zones.ts';
import { formatTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import { connectionsTexts } from '../texts/connections.ts';
import type { ConnectionForm, FormErrors } from './connection-form.ts';
import classes from './connections.module.css';
import { FormGroup } from './form-group.tsx';
import { blankWindow, type FormWindow, nextOccurrence, toTheMinute, type Weekday, weekdays } from './maintenance-form.ts';

const texts = connectionsTexts.maintenance;

type Props = { form: ConnectionForm; errors: FormErrors; set: (change: Partial<ConnectionForm>) => void };

/** Times in which the system is not to be called, each with when it comes next. */
export function MaintenanceFields({ form, errors, set }: Props) {
  const windows = form.maintenance;
  const change = (at: number, next: FormWindow) => set({ maintenance: windows.map((window, i) => (i === at ? next : window)) });
  return (
    <FormGroup title={texts.title}>
      <p className={classes.hint}>{texts.help}</p>
      {windows.map((window, i) => (
        <WindowFields
          // biome-ignore lint/suspicious/noArrayIndexKey: windows have no id, and their order is what is edited
          key={i}
          window={window}
          errorOf={(field) => errors[`maintenance.${i}.${field}`]}
          onChange={(next) => change(i, next)}
          onRemove={() => set({ maintenance: windows.toSpliced(i, 1) })}
        />
      ))}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<Glyph name="plus" size={14} />}
          onClick={() => set({ maintenance: [...windows, blankWindow(Intl.DateTimeFormat().resolvedOptions().timeZone)] })}
        >
          {texts.add}
        </Button>
      </div>
    </FormGroup>
  );
}

type WindowProps = {
  window: FormWindow;
  errorOf: (field: string) => string | undefined;
  onChange: (window: FormWindow) => void;
  onRemove: () => void;
};

function WindowFields({ window, errorOf, onChange, onRemove }: WindowProps) {
  const set = (change: Partial<FormWindow>) => onChange({ ...window, ...change });
  return (
    <div className={classes.window}>
      <div className={classes.windowHead}>
        <TextInput
          className={classes.grow ?? ''}
          aria-label={texts.what}
          placeholder={texts.whatPlaceholder}
          maxLength={80}
          value={window.title}
          error={errorOf('title')}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <Tooltip label={texts.remove(window.title)}>
          <ActionIcon size={30} aria-label={texts.remove(window.title)} onClick={onRemove}>
            <Glyph name="trash" size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.windowLine}>
        <SegmentedControl
          size="xs"
          aria-label={texts.when}
          value={window.repeats ? 'weekly' : 'once'}
          onChange={(when) => set({ repeats: when === 'weekly' })}
          data={[
            { value: 'weekly', label: texts.weekly },
            { value: 'once', label: texts.once },
          ]}
        />
        {window.repeats ? (
          <Chip.Group multiple value={[...window.days]} onChange={(days) => set({ days: days as Weekday[] })}>
            <fieldset aria-label={texts.days} className={classes.days}>
              {weekdays.map((day) => (
                <Chip key={day} value={day} size="xs" radius="sm" icon={null} className={classes.day ?? ''}>
                  {texts.day[day]}
                </Chip>
              ))}
            </fieldset>
          </Chip.Group>
        ) : (
          <TextInput
            size="xs"
            type="date"
            aria-label={texts.date}
            value={window.date}
            error={errorOf('date')}
            onChange={(event) => set({ date: event.currentTarget.value })}
          />
        )}
      </div>
      {errorOf('days') !== undefined && <p className={classes.wrong}>{errorOf('days')}</p>}
      <div className={classes.windowTimes}>
        <TextInput
          label={texts.from}
          classNames={{ input: 'number' }}
          value={window.from}
          placeholder="22:00"
          error={errorOf('from')}
          onChange={(event) => set({ from: event.currentTarget.value.trim() })}
        />
        <TextInput
          label={texts.to}
          classNames={{ input: 'number' }}
          value={window.to}
          placeholder="24:00"
          error={errorOf('to')}
          onChange={(event) => set({ to: event.currentTarget.value.trim() })}
        />
        <Select
          label={texts.zone}
          data={zoneNames.includes(window.zone) ? [...zoneNames] : [...zoneNames, window.zone]}
          value={window.zone}
          searchable
          limit={40}
          allowDeselect={false}
          onChange={(zone) => set({ zone: zone ?? 'UTC' })}
        />
      </div>
      <NextWords window={window} />
    </div>
  );
}

function NextWords({ window }: { window: FormWindow }) {
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const next = nextOccurrence(window, now);
  if (!next) return <p className={classes.hint}>{window.repeats || window.date === '' ? ' ' : texts.over}</p>;
  const words = (at: number) => toTheMinute(formatTime(new Date(at).toISOString(), now));
  return <p className={classes.hint}>{next.from <= now ? texts.now(words(next.to)) : texts.next(words(next.from), words(next.to))}</p>;
}
