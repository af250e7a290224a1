// biome-ignore-all lint/a11y/useSemanticElements: a grid of fields with columns of its own is no table element
// biome-ignore-all lint/a11y/useFocusableInteractive: the fields in the cells take the focus
import { decisionTableReport } from '@crossdock/nodes/rule/decision-table-report';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { valueAtPath } from '../config-value.ts';
import { FieldFrame } from '../field-frame.tsx';
import type { ControlProps } from '../form-context.tsx';
import { useForm } from '../form-context.tsx';
import { ColumnHead } from './column-head.tsx';
import { Findings } from './findings.tsx';
import classes from './table.module.css';
import { TableRowView } from './table-row.tsx';
import { newRow, readTable, type Table, withInput, withOutput, withoutInput, withoutOutput } from './table-value.ts';
import { useFiredRows } from './use-fired-rows.ts';
import { useGridKeys } from './use-grid-keys.ts';

const mustNotOverlap = ['unique', 'any'];

/** A decision table as a spreadsheet: conditions, results, notes; overlaps, gaps and the rows that fire on the sample are marked. */
export function TableEditor({ field, path, value }: ControlProps) {
  const form = useForm();
  const table = useMemo(() => readTable(value ?? field.default), [value, field.default]);
  const set = (next: Table) => form.change(path, next);
  const settled = useDeferredValue(table);
  const report = useMemo(() => decisionTableReport({ inputs: settled.inputs, rows: settled.rows }), [settled]);
  const fired = useFiredRows(table);
  // Where the first row wins, or all of them count, several may match.
  const overlaps = mustNotOverlap.includes(String(valueAtPath(form.values, ['hitPolicy']) ?? 'first'))
    ? report.overlaps.filter((overlap) => !overlap.sameResult)
    : [];
  const marked = new Set(overlaps.flatMap((overlap) => overlap.rows));
  const keys = useGridKeys(table, set);
  const template = `30px ${table.inputs.map(() => 'minmax(84px, 1fr)').join(' ')} ${table.outputs.map(() => 'minmax(84px, 1fr)').join(' ')} minmax(90px, 1fr) 26px`;

  return (
    <FieldFrame field={field} path={path} side={`${table.rows.length} rows`}>
      <div className={classes.scroller}>
        <div
          ref={keys.grid}
          className={classes.grid}
          role="grid"
          aria-label={field.title}
          style={{ gridTemplateColumns: template, minWidth: 150 + 86 * (table.inputs.length + table.outputs.length) }}
          onKeyDown={keys.onKeyDown}
          onPaste={keys.onPaste}
          onCopy={keys.onCopy}
        >
          <div className={classes.line} role="row">
            <span className={classes.corner} role="columnheader" aria-label="Row" tabIndex={-1} />
            {table.inputs.map((input, i) => (
              <ColumnHead
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
                key={`in ${i}`}
                kind="condition"
                title={input.label}
                value={input.value}
                type={input.type}
                path={[...path, 'inputs', String(i)]}
                onRemove={() => set(withoutInput(table, i))}
              />
            ))}
            {table.outputs.map((output, i) => (
              <ColumnHead
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
                key={`out ${i}`}
                kind="result"
                title={output.name}
                type={output.type}
                path={[...path, 'outputs', String(i)]}
                onRemove={() => set(withoutOutput(table, i))}
              />
            ))}
            <span className={classes.noteHead} role="columnheader" tabIndex={-1}>
              Note
            </span>
            <span role="columnheader" aria-label="Tools" tabIndex={-1} />
          </div>
          {table.rows.map((row, i) => (
            <TableRowView
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position
              key={i}
              row={row}
              at={i}
              table={table}
              path={path}
              isFired={fired.has(i)}
              isOverlapping={marked.has(i + 1)}
              isHidden={report.hidden.some(({ row: hidden }) => hidden === i + 1)}
              onRemove={() => set({ ...table, rows: table.rows.toSpliced(i, 1) })}
              onInsert={() => set({ ...table, rows: table.rows.toSpliced(i + 1, 0, newRow(table)) })}
              onMove={(by) =>
                i + by >= 0 && i + by < table.rows.length && set({ ...table, rows: table.rows.toSpliced(i, 1).toSpliced(i + by, 0, row) })
              }
            />
          ))}
        </div>
      </div>
      <div className={classes.tools}>
        <Button
          size="xs"
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => set({ ...table, rows: [...table.rows, newRow(table)] })}
        >
          Add row
        </Button>
        <Button
          size="xs"
          onClick={() => set(withInput(table, { label: `Condition ${table.inputs.length + 1}`, value: '{{  }}', type: 'text' }))}
        >
          Add condition
        </Button>
        <Button
          size="xs"
          onClick={() =>
            set(withOutput(table, { name: `result${table.outputs.length === 0 ? '' : table.outputs.length + 1}`, type: 'text' }))
          }
        >
          Add result
        </Button>
        <span className={classes.hint}>Cells: A, B or {'>= 2,500'} or 10..50 or not(A) or -</span>
      </div>
      <Findings
        report={report}
        overlaps={overlaps}
        table={settled}
        onClose={(when) => set({ ...table, rows: [...table.rows, newRow(table, when)] })}
      />
    </FieldFrame>
  );
}
