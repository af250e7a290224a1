import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { emptyValue } from './config-value.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type ControlProps, useControl, useForm } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';

/** Entries that can be added, removed and put in another order. */
export function ListControl({ field, path, value, item }: ControlProps & { item: Field }) {
  const form = useForm();
  const given = value ?? field.default;
  const entries: readonly unknown[] = Array.isArray(given) ? given : [];
  const group = item.control.kind === 'group' ? item.control.fields : null;
  const move = (from: number, to: number) => form.change(path, entries.toSpliced(from, 1).toSpliced(to, 0, entries[from]));
  return (
    <FieldFrame field={field} path={path} side={entries.length > 1 ? `${entries.length} entries` : undefined}>
      <div className={classes.entries}>
        {entries.map((entry, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its position
          <div key={i} className={classes.entry} data-plain={group === null || undefined}>
            <div className={classes.entryBody}>
              {group ? (
                <FormFields fields={group} values={entry} path={[...path, String(i)]} />
              ) : (
                <PlainEntry item={item} path={[...path, String(i)]} value={entry} />
              )}
            </div>
            <div className={classes.entryTools}>
              {entries.length > 1 && (
                <>
                  <Tool label="Move up" isOff={i === 0} onClick={() => move(i, i - 1)}>
                    <IconArrowUp size={14} stroke={1.75} />
                  </Tool>
                  <Tool label="Move down" isOff={i === entries.length - 1} onClick={() => move(i, i + 1)}>
                    <IconArrowDown size={14} stroke={1.75} />
                  </Tool>
                </>
              )}
              <Tool label="Remove" onClick={() => form.change(path, entries.toSpliced(i, 1))}>
                <IconX size={14} stroke={1.75} />
              </Tool>
            </div>
          </div>
        ))}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => form.change(path, [...entries, emptyValue(item)])}
        >
          Add{group ? ` ${singular(field.title)}` : ''}
        </Button>
      </div>
    </FieldFrame>
  );
}

/** An entry that is one value: its control without a label of its own. */
function PlainEntry({ item, path, value }: { item: Field; path: readonly string[]; value: unknown }) {
  const form = useForm();
  const FieldControl = useControl();
  if (item.control.kind !== 'text') return <FieldControl field={{ ...item, title: '', help: '' }} path={path} value={value} />;
  return (
    <TextInput
      aria-label={item.title}
      value={String(value ?? '')}
      placeholder={item.placeholder}
      onChange={(event) => form.change(path, event.currentTarget.value)}
      onBlur={form.endTyping}
    />
  );
}

/** Names with a value each. */
export function RecordControl({ field, path, value, item }: ControlProps & { item: Field }) {
  const form = useForm();
  const FieldControl = useControl();
  const given = (value ?? field.default) as Record<string, unknown> | undefined;
  const entries = Object.entries(given ?? {});
  return (
    <FieldFrame field={field} path={path}>
      <div className={classes.entries}>
        {entries.map(([name, entry], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the name changes while it is typed
          <div key={i} className={classes.pair}>
            <NameInput
              name={name}
              onRename={(next) => {
                if (next !== '' && next !== name && !(next in (given ?? {})))
                  form.change(path, Object.fromEntries(entries.map(([each, kept]) => [each === name ? next : each, kept])));
              }}
            />
            <div>
              <FieldControl field={{ ...item, title: '', help: '' }} path={[...path, name]} value={entry} />
            </div>
            <Tool label={`Remove ${name}`} onClick={() => form.change(path, Object.fromEntries(entries.filter(([each]) => each !== name)))}>
              <IconX size={14} stroke={1.75} />
            </Tool>
          </div>
        ))}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => form.change(path, { ...given, [freeName(given ?? {})]: emptyValue(item) })}
        >
          Add
        </Button>
      </div>
    </FieldFrame>
  );
}

/** A name is taken over when its field is left, so that a half-typed one does not swallow another. */
function NameInput({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [text, setText] = useState(name);
  return (
    <TextInput
      aria-label="Name"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => onRename(text.trim())}
      onKeyDown={(event) => event.key === 'Enter' && onRename(text.trim())}
    />
  );
}

function Tool({
  label,
  isOff = false,
  onClick,
  children,
}: {
  label: string;
  isOff?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="xs" aria-label={label} disabled={isOff} onClick={onClick}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

function singular(title: string): string {
  const lower = title.toLowerCase();
  if (lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  return lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : 'entry';
}

function freeName(given: Record<string, unknown>): string {
  for (let n = 1; ; n++) if (!(`name-${n}` in given)) return `name-${n}`;
}
