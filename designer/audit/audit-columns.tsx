import type { Column } from '../kit/data-table/column.ts';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { AuditEntry } from '../server/shapes.ts';
import { EnvName } from '../shell/env-name.tsx';
import { auditTexts as texts } from '../texts/audit.ts';
import { actWords } from './act-words.ts';
import classes from './audit.module.css';
import { subjectOf } from './subject-of.ts';

type Names = ReadonlyMap<string, string>;

/** Time, who, what in words, subject, environment, from where. */
export function auditColumns(flowNames: Names): Column<AuditEntry>[] {
  return [
    { id: 'time', title: texts.time, width: '138px', render: ({ at }) => <RelativeTime at={at} className={classes.secondary ?? ''} /> },
    { id: 'who', title: texts.who, width: 'minmax(110px, 1fr)', render: ({ by }) => <span title={by}>{by}</span> },
    {
      id: 'what',
      title: texts.what,
      width: 'minmax(200px, 2fr)',
      render: (line) => (
        <span title={line.act} className={classes.what}>
          {actWords(line)}
        </span>
      ),
    },
    {
      id: 'subject',
      title: texts.subject,
      width: 'minmax(150px, 1.6fr)',
      render: (line) => <span title={line.subject}>{subjectOf(line, flowNames).title}</span>,
    },
    { id: 'env', title: texts.environment, width: '112px', render: (line) => <EnvName name={subjectOf(line, flowNames).env} /> },
    {
      id: 'from',
      title: texts.from,
      width: 'minmax(110px, 0.8fr)',
      render: ({ from }) =>
        from === null ? <span className={classes.hint}>{texts.onThisMachine}</span> : <KeyText tone="hint">{from}</KeyText>,
    },
  ];
}

/** With a line open beside the list there is room for what tells lines apart. */
export function fewAuditColumns(flowNames: Names): Column<AuditEntry>[] {
  return auditColumns(flowNames).filter(({ id }) => id !== 'from');
}
