import type { TableReport } from '@crossdock/nodes/rule/decision-table-report';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { Rules } from './impact.ts';

export type Finding = {
  readonly key: string;
  readonly severity: 'error' | 'warning' | 'hint';
  readonly sentence: string;
  /** Rows that it marks, from 1. */
  readonly rows: readonly number[];
  /** Of a gap: the conditions of a row that closes it. */
  readonly closes?: readonly string[];
};

/** What the checks of a table say under its hit policy: an overlap is a mistake under one and meant under another. */
export function findingsOf(report: TableReport, { table, hitPolicy, onNoMatch }: Rules): Finding[] {
  const example = (values: readonly (string | null)[], when: readonly string[]) => inWords(table.inputs, values, when);
  const found: Finding[] = [];
  if (report.unreadable.length > 0)
    found.push({ key: 'unreadable', severity: 'error', sentence: texts.unreadable(report.unreadable.length), rows: report.unreadable });
  if (hitPolicy === 'unique' || hitPolicy === 'any')
    for (const overlap of report.overlaps) {
      if (hitPolicy === 'any' && overlap.sameResult) continue;
      const [a, b] = overlap.rows;
      const say = hitPolicy === 'any' ? texts.overlapDiffers : texts.overlapBad;
      found.push({
        key: `overlap ${a} ${b}`,
        severity: 'error',
        sentence: say(a, b, example(overlap.example, overlap.when)),
        rows: [a, b],
      });
    }
  if (hitPolicy === 'first')
    for (const { row, by } of report.hidden)
      found.push({
        key: `hidden ${row}`,
        severity: 'warning',
        sentence: by === null ? texts.hiddenBySeveral(row) : texts.hiddenBy(row, by),
        rows: [row],
      });
  for (const row of report.outside) found.push({ key: `outside ${row}`, severity: 'warning', sentence: texts.outside(row), rows: [row] });
  if (hitPolicy === 'collect' || hitPolicy === 'rule-order')
    for (const { rows, sameResult } of report.duplicates)
      found.push({ key: `same ${rows.join(' ')}`, severity: 'hint', sentence: texts.sameRows(rows, sameResult), rows });
  const say = onNoMatch === 'default' ? texts.gapDefault : onNoMatch === 'pass' ? texts.gapPass : texts.gapFails;
  for (const gap of report.gaps) {
    const sentence = say(conditionsInWords(table.inputs, gap.when));
    found.push({
      key: `gap ${gap.when.join('|')}`,
      severity: onNoMatch === 'fail' ? 'warning' : 'hint',
      sentence,
      rows: [],
      closes: gap.when,
    });
  }
  return found;
}

/** A record of the region: "State NV and Total 5001". Columns in which anything goes are left out. */
function inWords(inputs: Rules['table']['inputs'], values: readonly (string | null)[], when: readonly string[]): string {
  const parts = inputs.flatMap(({ label, unit }, i) =>
    when[i] === '-'
      ? []
      : [`${label} ${values[i] === null ? texts.noValueHere : values[i]}${unit && values[i] !== null ? ` ${unit}` : ''}`],
  );
  return parts.length === 0 ? texts.anythingElse : parts.join(' and ');
}

function conditionsInWords(inputs: Rules['table']['inputs'], when: readonly string[]): string {
  const parts = inputs.flatMap(({ label }, i) => (when[i] === '-' ? [] : [`${label} ${when[i]}`]));
  return parts.length === 0 ? texts.anythingElse : parts.join(', ');
}
