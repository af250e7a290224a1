import { Button, TextInput } from '@mantine/core';
import { type ClipboardEvent, useRef } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { emptyValue } from './config-value.ts';
import { EntryTool, useEntryOrder } from './entry-tools.tsx';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import { type Field, words } from './form.ts';
import { type ControlProps, useControl, useForm } from './form-context.tsx';
import { FormFields } from './form-fields.tsx';
import { entriesIn, pairsIn } from './pasted-pairs.ts';

/** Entries that can be added, removed and put in another order: cards, rows of a small table, or one control a line, as large as an entry is. */
export function ListControl({ field, path, value, item }: ControlProps & { item: Field }) {
  const form = useForm();
  const given = value ?? field.default;
  const entries: readonly unknown[] = Array.isArray(given) ? given : [];
  const group = item.control.kind === 'group' ? item.control.fields : null;
  const columns = group !== null && isFlat(group) ? group : null;
  const set = (next: readonly unknown[]) => {
    form.change(path, next);
    form.endTyping();
  };
  const order = useEntryOrder(entries.length, (from, to) => set(entries.toSpliced(from, 1).toSpliced(to, 0, entries[from])));

  const body = useRef<HTMLDivElement>(null);
  const add = () => {
    set([...entries, emptyValue(item)]);
    requestAnimationFrame(() => {
      const last = body.current?.querySelector(`:scope > [data-entry="${entries.length}"]`);
      last?.querySelector<HTMLElement>('input:not([readonly]), [role="textbox"]')?.focus();
    });
  };

  /** Several lines pasted into an entry become entries; into a row of names and values, rows. */
  const onPaste = (event: ClipboardEvent, index: number) => {
    const text = event.clipboardData.getData('text/plain');
    const pasted = columns ? rowsIn(text, columns) : group === null && isTextual(item) ? entriesIn(text) : null;
    if (pasted === null) return;
    event.preventDefault();
    event.stopPropagation();
    const isBlank = columns === null ? (entries[index] ?? '') === '' : isBlankRow(entries[index], columns);
    set(entries.toSpliced(isBlank ? index : index + 1, isBlank ? 1 : 0, ...pasted));
  };

  return (
    <FieldFrame field={field} path={path} side={entries.length > 1 ? texts.entries(entries.length) : undefined}>
      <div ref={body} className={classes.entries} data-compact={columns !== null || group === null || undefined}>
        {columns && entries.length > 0 && (
          <div className={classes.columns} style={{ '--columns': columns.length } as React.CSSProperties} aria-hidden>
            {columns.map((column) => (
              <span key={column.key} title={column.help || undefined}>
                {column.title}
              </span>
            ))}
          </div>
        )}
        {entries.map((entry, i) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its position
            key={i}
            className={classes.entry}
            aria-label={texts.entry(entryTitle(field, item), i + 1)}
            data-plain={columns !== null || group === null || undefined}
            onPasteCapture={(event) => onPaste(event, i)}
            {...order.entry(i)}
          >
            {order.grip(i)}
            <div className={classes.entryBody}>
              {columns ? (
                <RowFields columns={columns} path={[...path, String(i)]} values={entry} />
              ) : group ? (
                <FormFields fields={group} values={entry} path={[...path, String(i)]} />
              ) : (
                <PlainEntry
                  item={item}
                  path={[...path, String(i)]}
                  value={entry}
                  onEnter={() => set(entries.toSpliced(i + 1, 0, emptyValue(item)))}
                />
              )}
            </div>
            <div className={classes.entryTools}>
              {group && !columns && (
                <EntryTool label={texts.duplicate} icon="copy" onClick={() => set(entries.toSpliced(i + 1, 0, structuredClone(entry)))} />
              )}
              <EntryTool label={texts.remove} icon="x" onClick={() => set(entries.toSpliced(i, 1))} />
            </div>
          </fieldset>
        ))}
        <Button size="xs" className={classes.add ?? ''} leftSection={<Glyph name="plus" size={14} />} onClick={add}>
          {texts.addOne(entryTitle(field, item).toLowerCase())}
        </Button>
      </div>
    </FieldFrame>
  );
}

/** An entry of few short fields, side by side; the head of the table names them. */
function RowFields({ columns, path, values }: { columns: readonly Field[]; path: readonly string[]; values: unknown }) {
  const FieldControl = useControl();
  const record = (values ?? {}) as Record<string, unknown>;
  return (
    <div className={classes.row} style={{ '--columns': columns.length } as React.CSSProperties}>
      {columns.map((column) => (
        <div key={column.key} data-field={[...path, column.key].join('.')} className={classes.cell}>
          <FieldControl field={{ ...column, isBare: true, help: '' }} path={[...path, column.key]} value={record[column.key]} />
        </div>
      ))}
    </div>
  );
}

/** An entry that is one value: its control without a label of its own. */
function PlainEntry({ item, path, value, onEnter }: { item: Field; path: readonly string[]; value: unknown; onEnter: () => void }) {
  const form = useForm();
  const FieldControl = useControl();
  if (item.control.kind !== 'text') {
    return (
      <div data-field={path.join('.')}>
        <FieldControl field={{ ...item, isBare: true, help: '' }} path={path} value={value} />
      </div>
    );
  }
  return (
    <FieldFrame field={{ ...item, isBare: true, help: '' }} path={path}>
      <TextInput
        data-field={path.join('.')}
        aria-label={item.title}
        value={String(value ?? '')}
        placeholder={item.placeholder}
        onChange={(event) => form.change(path, event.currentTarget.value)}
        onBlur={form.endTyping}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
      />
    </FieldFrame>
  );
}

const short: ReadonlySet<string> = new Set(['text', 'place', 'expression', 'number', 'select', 'switch', 'path']);

function isFlat(fields: readonly Field[]): boolean {
  return fields.length <= 3 && fields.every((field) => short.has(field.control.kind) && !field.isWide && field.unit === null);
}

function isTextual(item: Field): boolean {
  return ['text', 'place', 'expression'].includes(item.control.kind);
}

/** Two text columns take pasted names and values. */
function rowsIn(text: string, columns: readonly Field[]): Record<string, unknown>[] | null {
  const [first, second] = columns;
  if (!first || !second || !isTextual(first) || !isTextual(second)) return null;
  const pairs = pairsIn(text);
  if (!pairs || (pairs.length === 1 && !/[\n\t{]/.test(text.trim()) && !/:\s/.test(text))) return null;
  return pairs.map(([name, value]) => ({ [first.key]: name, [second.key]: value }));
}

function isBlankRow(entry: unknown, columns: readonly Field[]): boolean {
  const values = Object.entries((entry ?? {}) as Record<string, unknown>);
  return values.every(([key, value]) => value === '' || value === columns.find((column) => column.key === key)?.default);
}

/** What one entry is called: by the schema, else the singular of the list. */
function entryTitle(field: Field, item: Field): string {
  return item.title === words('item') ? singular(field.title) : item.title;
}

/** "Cases" hold a Case each; a title that is no plural holds entries. */
function singular(title: string): string {
  if (title.endsWith('ies')) return `${title.slice(0, -3)}y`;
  if (/[^s]s$/.test(title)) return title.slice(0, -1);
  return 'Entry';
}
