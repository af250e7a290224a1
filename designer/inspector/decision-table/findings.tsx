import type { TableReport } from '@crossdock/nodes/rule/decision-table-report';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import classes from './table.module.css';
import type { Table } from './table-value.ts';

const shown = 3;

type Props = { report: TableReport; overlaps: TableReport['overlaps']; table: Table; onClose: (when: readonly string[]) => void };

/** What the table leaves open: rows that contradict each other, values for which no row matches, rows that never come to pass. */
export function Findings({ report, overlaps, table, onClose }: Props) {
  const inWords = (when: readonly string[]) =>
    when
      .map((cell, i) => (cell === '-' ? '' : `${table.inputs[i]?.label} ${cell}`))
      .filter(Boolean)
      .join(', ') || 'anything';
  return (
    <div className={classes.findings}>
      {report.gaps.slice(0, shown).map((gap) => (
        <div key={gap.when.join('|')} className={classes.gap}>
          <span className={classes.gapText}>No row for {inWords(gap.when)}</span>
          <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} stroke={1.75} />} onClick={() => onClose(gap.when)}>
            Add this row
          </Button>
        </div>
      ))}
      {report.gaps.length > shown && <p className={classes.hint}>and {report.gaps.length - shown} more gaps</p>}
      {overlaps.slice(0, shown).map((overlap) => (
        <p key={overlap.rows.join(' ')} className={classes.overlap}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          Rows {overlap.rows[0]} and {overlap.rows[1]} both match {inWords(overlap.when)}, with different results
        </p>
      ))}
      {overlaps.length > shown && <p className={classes.hint}>and {overlaps.length - shown} more overlaps</p>}
      {report.hidden.map(({ row }) => (
        <p key={row} className={classes.overlap}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
          Row {row} is never the first to match: rows above it always are
        </p>
      ))}
    </div>
  );
}
