import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import type { LookupColumn } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.columns;

type Props = {
  columns: readonly LookupColumn[];
  ignoreCase: boolean;
  /** `from` says where the cells of each column stand now; -1: it is new. */
  onColumns: (columns: readonly LookupColumn[], from: readonly number[]) => void;
  onIgnoreCase: (ignoreCase: boolean) => void;
};

const types = Object.entries(texts.types).map(([value, label]) => ({ value, label }));

/** The columns of a table: name, type, key, order. */
export function ColumnsForm({ columns, ignoreCase, onColumns, onIgnoreCase }: Props) {
  // Columns have no id but their name, which is what is being typed.
  const [ids, setIds] = useState(() => columns.map((_, i) => i));
  const places = columns.map((_, i) => i);
  const change = (at: number, more: Partial<LookupColumn>) =>
    onColumns(
      columns.map((column, i) => (i === at ? { ...column, ...more } : column)),
      places,
    );
  function arrange(from: readonly number[], next = columns): void {
    setIds((before) => from.map((at) => (at < 0 ? Math.max(0, ...before) + 1 : (before[at] ?? at))));
    onColumns(
      from.map((at) => (at < 0 ? { name: freeName(columns), type: 'text', isKey: false } : (next[at] as LookupColumn))),
      from,
    );
  }
  const problem = columnsProblem(columns);
  return (
    <div className={classes.columnsForm}>
      <div className={classes.columnHead}>
        <span>{texts.name}</span>
        <span>{texts.type}</span>
        <span title={texts.keyHelp}>{texts.isKey}</span>
      </div>
      {columns.map((column, i) => (
        <div key={ids[i] ?? i} className={classes.columnRow}>
          <TextInput
            aria-label={texts.name}
            value={column.name}
            maxLength={60}
            spellCheck={false}
            onChange={(event) => change(i, { name: event.currentTarget.value })}
          />
          <Select
            aria-label={texts.type}
            data={types}
            value={column.type}
            allowDeselect={false}
            onChange={(type) => change(i, { type: type as LookupColumn['type'] })}
          />
          <span className={classes.columnKey}>
            <Checkbox
              aria-label={texts.isKey}
              checked={column.isKey}
              onChange={(event) => change(i, { isKey: event.currentTarget.checked })}
            />
          </span>
          <ActionIcon
            size="sm"
            aria-label={texts.moveUp(column.name)}
            disabled={i === 0}
            onClick={() => arrange(places.toSpliced(i, 1).toSpliced(i - 1, 0, i))}
          >
            <Glyph name="arrow-up" size={14} />
          </ActionIcon>
          <ActionIcon
            size="sm"
            aria-label={texts.remove(column.name)}
            disabled={columns.length <= 2}
            onClick={() => arrange(places.filter((at) => at !== i))}
          >
            <Glyph name="trash" size={14} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="xs" variant="default" leftSection={<Glyph name="plus" size={14} />} onClick={() => arrange([...places, -1])}>
          {texts.add}
        </Button>
      </div>
      <Checkbox
        label={texts.ignoreCase}
        description={texts.ignoreCaseHelp}
        checked={ignoreCase}
        onChange={(event) => onIgnoreCase(event.currentTarget.checked)}
      />
      {problem === null ? <p className={classes.hint}>{texts.first}</p> : <p className={classes.wrong}>{problem}</p>}
    </div>
  );
}

/** What is wrong with the columns, in words; null: nothing. */
export function columnsProblem(columns: readonly LookupColumn[]): string | null {
  const names = columns.map(({ name }) => name.trim());
  if (names.includes('') || new Set(names).size < names.length) return texts.needsName;
  if (!columns.some(({ isKey }) => isKey)) return texts.needsKey;
  return columns.every(({ isKey }) => isKey) ? texts.needsValue : null;
}

function freeName(columns: readonly LookupColumn[]): string {
  for (let n = columns.length + 1; ; n++) {
    const name = `column${n}`;
    if (!columns.some((column) => column.name === name)) return name;
  }
}
