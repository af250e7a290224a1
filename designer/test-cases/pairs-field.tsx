import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './case-form.module.css';

type Pairs = Readonly<Record<string, string>>;

/** Names and values, such as headers. A row without a name is not kept; of two with the same name the later counts. */
export function PairsField({
  label,
  value,
  onChange,
  onBlur,
}: {
  label: string;
  value: Pairs;
  onChange: (next: Record<string, string>) => void;
  onBlur: () => void;
}) {
  const [rows, setRows] = useState<readonly (readonly [string, string])[]>(() => Object.entries(value));
  const [kept, setKept] = useState(value);
  if (value !== kept) {
    setKept(value);
    if (JSON.stringify(recordOf(rows)) !== JSON.stringify(value)) setRows(Object.entries(value));
  }
  const set = (next: readonly (readonly [string, string])[]) => {
    setRows(next);
    onChange(recordOf(next));
  };
  return (
    <fieldset className={classes.pairs}>
      <legend className={classes.label}>{label}</legend>
      {rows.map(([name, text], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place while they are written
        <div key={i} className={classes.pair}>
          <TextInput
            aria-label={`${label}, ${texts.pairName.toLowerCase()} ${i + 1}`}
            placeholder={texts.pairName}
            value={name}
            classNames={{ input: 'mono' }}
            onChange={(event) => set(rows.with(i, [event.currentTarget.value, text]))}
            onBlur={onBlur}
          />
          <TextInput
            aria-label={`${label}, ${texts.pairValue.toLowerCase()} ${i + 1}`}
            placeholder={texts.pairValue}
            value={text}
            classNames={{ input: 'mono' }}
            onChange={(event) => set(rows.with(i, [name, event.currentTarget.value]))}
            onBlur={onBlur}
          />
          <ActionIcon
            variant="subtle"
            aria-label={texts.removePair(name || String(i + 1))}
            onClick={() => set(rows.filter((_, at) => at !== i))}
          >
            <Glyph name="x" size={14} />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="xs"
        variant="subtle"
        className={classes.addPair ?? ''}
        leftSection={<Glyph name="plus" size={14} />}
        onClick={() => setRows([...rows, ['', '']])}
      >
        {texts.addPair(label)}
      </Button>
    </fieldset>
  );
}

function recordOf(rows: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(rows.filter(([name]) => name.trim() !== '').map(([name, value]) => [name.trim(), value]));
}
