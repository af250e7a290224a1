import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconTrash } from '@tabler/icons-react';
import { ExpressionEditor } from '../inspector/expression-editor.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { faultOf } from './cell-input.ts';
import { withColumnMoved, withHead, withoutColumn } from './edit-table.ts';
import type { RowView } from './row-view.ts';
import classes from './screen.module.css';
import type { CellType, Column } from './table.ts';
import type { TableModel } from './use-table.ts';

type Props = {
  model: TableModel;
  column: Column;
  place: number;
  /** Its value on each sample, as text. */
  values: readonly string[];
  view: RowView;
  setView: (view: RowView) => void;
  onClose: () => void;
};

const types = (['text', 'number', 'date', 'boolean'] as const).map((value) => ({ value, label: texts.types[value] }));

/** What a column is: its name, what it asks, its type, unit and allowed values; and how its rows are looked at. */
export function ColumnForm({ model, column, place, values, view, setView, onClose }: Props) {
  const { document } = useEditor();
  const { table } = model;
  const isCondition = column.kind === 'condition';
  const input = isCondition ? table.inputs[column.at] : undefined;
  const count = isCondition ? table.inputs.length : table.outputs.length;
  const set = (change: Parameters<typeof withHead>[2]) =>
    model.change(
      withHead(table, column, change),
      texts.act.editColumn(column.title),
      `${model.node.id} column ${place} ${Object.keys(change).join()}`,
    );
  const allowedFault = column.allowed === '' ? null : faultOf(column.allowed, { kind: 'condition', type: column.type, allowed: '' });
  const contains = view.contains.get(place) ?? '';
  return (
    <div className={classes.form}>
      {column.kind !== 'note' && (
        <>
          <div className={classes.formPair}>
            <TextInput
              label={isCondition ? texts.columnName : texts.columnField}
              value={column.title}
              data-autofocus
              maxLength={80}
              onChange={(event) => set(isCondition ? { label: event.currentTarget.value } : { name: event.currentTarget.value })}
              onBlur={() => document.endTyping()}
            />
            <Select
              label={texts.columnType}
              data={types}
              value={column.type}
              onChange={(type) => set({ type: (type ?? 'text') as CellType })}
              comboboxProps={{ withinPortal: false }}
            />
          </div>
          {input && (
            <div>
              <div className={classes.formLabel}>{texts.columnAsks}</div>
              <ExpressionEditor
                label={texts.columnAsks}
                value={typeof input.value === 'string' ? input.value : JSON.stringify(input.value)}
                placeholder="{{ item.total }}"
                onChange={(value) => set({ value })}
                onBlur={() => document.endTyping()}
              />
              <div className={classes.formLabel}>{texts.columnValues}</div>
              {values.length === 0 ? (
                <p className={classes.quiet}>{texts.columnNoSamples}</p>
              ) : (
                <ul className={classes.values}>
                  {values.slice(0, 5).map((value, i) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: samples have no other name here
                    <li key={i}>{value}</li>
                  ))}
                </ul>
              )}
            </div>
          )}
          <div className={classes.formPair}>
            <TextInput
              label={texts.columnUnit}
              placeholder={texts.unitExample}
              value={column.unit}
              maxLength={20}
              onChange={(event) => set({ unit: event.currentTarget.value })}
              onBlur={() => document.endTyping()}
            />
            <TextInput
              label={texts.columnAllowed}
              placeholder={column.type === 'number' ? '>= 0' : texts.allowedExample}
              value={column.allowed}
              error={allowedFault}
              onChange={(event) => set({ allowed: event.currentTarget.value })}
              onBlur={() => document.endTyping()}
            />
          </div>
          <p className={classes.quiet}>{isCondition ? texts.columnAllowedHelp : texts.columnResultAllowedHelp}</p>
        </>
      )}
      <div className={classes.formPair}>
        <Select
          label={texts.sort}
          data={[
            { value: 'none', label: texts.noSort },
            { value: 'up', label: texts.sortUp },
            { value: 'down', label: texts.sortDown },
          ]}
          value={view.sort?.column === place ? view.sort.direction : 'none'}
          onChange={(next) => setView({ ...view, sort: next === 'up' || next === 'down' ? { column: place, direction: next } : null })}
          comboboxProps={{ withinPortal: false }}
        />
        <TextInput
          label={texts.contains}
          value={contains}
          onChange={(event) => {
            const next = new Map(view.contains);
            if (event.currentTarget.value === '') next.delete(place);
            else next.set(place, event.currentTarget.value);
            setView({ ...view, contains: next });
          }}
        />
      </div>
      {column.kind !== 'note' && (
        <div className={classes.formFoot}>
          <Tooltip label={texts.moveLeft}>
            <ActionIcon
              aria-label={texts.moveLeft}
              disabled={column.at === 0}
              onClick={() => {
                model.change(withColumnMoved(table, column, column.at - 1), texts.act.moveColumn(column.title));
                onClose();
              }}
            >
              <IconArrowLeft size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={texts.moveRight}>
            <ActionIcon
              aria-label={texts.moveRight}
              disabled={column.at === count - 1}
              onClick={() => {
                model.change(withColumnMoved(table, column, column.at + 1), texts.act.moveColumn(column.title));
                onClose();
              }}
            >
              <IconArrowRight size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <span className={classes.grow} />
          <Button
            size="xs"
            leftSection={<IconTrash size={14} stroke={1.75} />}
            onClick={() => {
              onClose();
              model.change(withoutColumn(table, column), texts.act.deleteColumn(column.title));
            }}
          >
            {texts.deleteColumn}
          </Button>
        </div>
      )}
    </div>
  );
}
