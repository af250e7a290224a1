import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { useId } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import { valueAtPath } from './config-value.ts';
import { cronInWords, cronPresets } from './cron-words.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';
import { useNextTimes } from './use-next-times.ts';

const texts = inspectorTexts.cron;

/** A schedule as a cron expression, said in words, with the times it comes due next in the zone beside it. */
export function CronControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const cron = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : '';
  const zone = zoneBeside(form.values, path);
  const next = useNextTimes(cron, zone);
  const choose = (preset: string) => {
    form.change(path, preset);
    form.endTyping();
  };
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      below={
        <>
          <p className={classes.hint}>{cronInWords(cron) ?? texts.fields}</p>
          {next && next.times.length > 0 && (
            <div className={classes.nextTimes}>
              <span className={classes.nextTitle}>
                {texts.next} {texts.inZone(zone)}
              </span>
              <ol>
                {next.times.map((time) => (
                  <li key={time}>{time}</li>
                ))}
              </ol>
            </div>
          )}
        </>
      }
      fault={next?.fault ?? null}
    >
      <TextInput
        id={id}
        value={cron}
        placeholder={field.placeholder || '*/15 * * * *'}
        classNames={{ input: classes.mono ?? '' }}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => form.change(path, event.currentTarget.value)}
        onBlur={form.endTyping}
        rightSection={
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="xs" aria-label={texts.presets}>
                <Glyph name="chevron-down" size={14} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {cronPresets.map((preset) => (
                <Menu.Item key={preset.cron} onClick={() => choose(preset.cron)} rightSection={<code>{preset.cron}</code>}>
                  {preset.title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        }
      />
    </FieldFrame>
  );
}

/** The zone is a neighbour of the schedule; without one it is UTC. */
function zoneBeside(values: unknown, path: readonly string[]): string {
  const zone = valueAtPath(values, [...path.slice(0, -1), 'zone']);
  return typeof zone === 'string' && zone !== '' ? zone : 'UTC';
}
