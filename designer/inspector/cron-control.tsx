import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { cronInWords, cronPresets } from './cron-words.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** A schedule as a cron expression, said in words below. */
export function CronControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const cron = typeof value === 'string' ? value : typeof field.default === 'string' ? field.default : '';
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      below={<p className={classes.hint}>{cronInWords(cron) ?? 'minute, hour, day, month, weekday'}</p>}
    >
      <TextInput
        id={id}
        value={cron}
        placeholder={field.placeholder || '*/15 * * * *'}
        ff="var(--font-mono)"
        onChange={(event) => form.change(path, event.currentTarget.value)}
        onBlur={form.endTyping}
        rightSection={
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon size="xs" aria-label="Common schedules">
                <IconChevronDown size={14} stroke={1.75} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {cronPresets.map((preset) => (
                <Menu.Item key={preset.cron} onClick={() => form.change(path, preset.cron)}>
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
