// biome-ignore-all lint/a11y/useSemanticElements: a grid of fields with columns of its own is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields in the cells take the focus
import { CellError, parseCell } from '@crossdock/nodes/rule/unary-test';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormPath, useForm } from '../form-context.tsx';
import classes from './table.module.css';
import { type CellType, cellAt, type Table, type TableRow, withCell } from './table-value.ts';

type Props = {
  row: TableRow;
  at: number;
  table: Table;
  path: FormPath;
  isFired: boolean;
  isOverlapping: boolean;
  isHidden: boolean;
  onRemove: () => void;
  onInsert: () => void;
  onMove: (by: 1 | -1) => void;
};

/** One rule: its cells as fields. */
export function TableRowView({ at, table, path, isFired, isOverlapping, isHidden, onRemove, onInsert, onMove }: Props) {
  const form = useForm();
  const columns = table.inputs.length + table.outputs.length + 1;
  const set = (column: number, text: string) => {
    const next = withCell(table, at, column, text).rows[at];
    form.change([...path, 'rows', String(at)], next);
  };
  return (
    <div
      className={classes.line}
      role="row"
      data-fired={isFired || undefined}
      data-overlap={isOverlapping || undefined}
      data-hidden={isHidden || undefined}
      data-field={[...path, 'rows', String(at)].join('.')}
    >
      <span
        className={classes.number}
        role="rowheader"
        tabIndex={-1}
        title={isHidden ? 'Rows above always match before this one' : isFired ? 'Fires on the sample' : undefined}
      >
        {at + 1}
      </span>
      {Array.from({ length: columns }, (_, column) => {
        const kind = column < table.inputs.length ? 'condition' : column < columns - 1 ? 'result' : 'note';
        const text = cellAt(table, at, column);
        const fault = kind === 'condition' ? faultOf(text, table.inputs[column]?.type ?? 'text') : null;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position
          <span key={column} role="gridcell" className={classes.box}>
            <input
              className={classes.cell}
              data-kind={kind}
              data-cell={`${at} ${column}`}
              data-bad={fault !== null || undefined}
              data-any={(kind === 'condition' && (text === '-' || text === '')) || undefined}
              data-formula={(kind === 'result' && text.includes('{{')) || undefined}
              title={fault ?? undefined}
              aria-label={`Row ${at + 1}, ${kind === 'condition' ? table.inputs[column]?.label : kind === 'result' ? table.outputs[column - table.inputs.length]?.name : 'note'}`}
              aria-invalid={fault !== null}
              value={text}
              spellCheck={false}
              onChange={(event) => set(column, event.currentTarget.value)}
              onBlur={form.endTyping}
            />
          </span>
        );
      })}
      <span role="gridcell" className={classes.rowTools}>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon size="xs" aria-label={`More for row ${at + 1}`} tabIndex={-1}>
              <IconDots size={14} stroke={1.75} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPlus size={14} stroke={1.75} />} onClick={onInsert}>
              Add a row below
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowUp size={14} stroke={1.75} />} onClick={() => onMove(-1)}>
              Move up
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={14} stroke={1.75} />} onClick={() => onMove(1)}>
              Move down
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={14} stroke={1.75} />} onClick={onRemove}>
              Delete row {at + 1}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </span>
    </div>
  );
}

function faultOf(cell: string, type: CellType): string | null {
  try {
    parseCell(cell, type);
    return null;
  } catch (error) {
    return error instanceof CellError ? error.message : String(error);
  }
}
