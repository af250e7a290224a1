import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Link } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { AuditEntry } from '../server/shapes.ts';
import { EnvName } from '../shell/env-name.tsx';
import { chooseEnvironment } from '../shell/environment.ts';
import { auditTexts as texts } from '../texts/audit.ts';
import { actWords } from './act-words.ts';
import classes from './audit.module.css';
import type { AuditFilter } from './audit-filter.ts';
import { subjectOf } from './subject-of.ts';
import { ValueDiff, ValueText } from './value-diff.tsx';

type Props = {
  line: AuditEntry;
  flowNames: ReadonlyMap<string, string>;
  onFilter: (filter: AuditFilter) => void;
  onClose: () => void;
};

const open: AuditFilter = { q: '', by: '', act: '', subject: '', env: '', days: '', from: '', to: '' };

/** One line beside the list: what was done, why, before and after, and what proves it. */
export function AuditLine({ line, flowNames, onFilter, onClose }: Props) {
  const subject = subjectOf(line, flowNames);
  const details = Object.entries(line.details);
  const hasSides = line.before !== null || line.after !== null;
  return (
    <aside className={classes.panel} aria-label={texts.line(line.sequence)}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{actWords(line)}</h2>
        <Tooltip label={texts.closeEsc}>
          <ActionIcon onClick={onClose} aria-label={texts.close}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.panelBody}>
        <dl className={classes.facts}>
          <dt>{texts.subject}</dt>
          <dd>
            {subject.path === null ? (
              subject.title
            ) : (
              <Link href={subject.path} onClick={() => subject.env !== null && chooseEnvironment(subject.env)}>
                {subject.title}
              </Link>
            )}
          </dd>
          {subject.env !== null && (
            <>
              <dt>{texts.environment}</dt>
              <dd>
                <EnvName name={subject.env} />
              </dd>
            </>
          )}
          <dt>{texts.who}</dt>
          <dd>{line.by}</dd>
          <dt>{texts.time}</dt>
          <dd>
            <RelativeTime at={line.at} /> <span className={`mono ${classes.exact}`}>{line.at}</span>
          </dd>
          <dt>{texts.from}</dt>
          <dd>{line.from === null ? texts.onThisMachine : <KeyText>{line.from}</KeyText>}</dd>
          <dt>{texts.why}</dt>
          <dd>{line.why ?? <span className={classes.hint}>{texts.noReason}</span>}</dd>
        </dl>
        {hasSides && (
          <section>
            <h3 className={classes.section}>{texts.changes}</h3>
            <ValueDiff before={line.before} after={line.after} />
          </section>
        )}
        {details.length > 0 && (
          <section>
            <h3 className={classes.section}>{texts.details}</h3>
            <dl className={classes.facts}>
              {details.map(([name, value]) => (
                <Detail key={name} name={name} value={value} />
              ))}
            </dl>
          </section>
        )}
        <section>
          <h3 className={classes.section}>{texts.evidence}</h3>
          <dl className={classes.facts}>
            <dt>{texts.sequence}</dt>
            <dd className="number">{line.sequence}</dd>
            <dt>{texts.act}</dt>
            <dd className="mono">{line.act}</dd>
            {line.byId !== null && (
              <>
                <dt>{texts.account}</dt>
                <dd className="mono">{line.byId}</dd>
              </>
            )}
            {line.requestId !== null && (
              <>
                <dt>{texts.request}</dt>
                <dd>
                  <KeyText isCopyable>{line.requestId}</KeyText>
                </dd>
              </>
            )}
            <dt>{texts.hash}</dt>
            <dd>
              <KeyText isCopyable>{line.hash}</KeyText>
            </dd>
          </dl>
        </section>
        <div className={classes.more}>
          <Button size="xs" onClick={() => onFilter({ ...open, subject: line.subject })}>
            {texts.moreAbout}
          </Button>
          <Button size="xs" onClick={() => onFilter({ ...open, by: line.by })}>
            {texts.moreBy(line.by)}
          </Button>
        </div>
      </div>
    </aside>
  );
}

function Detail({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt className="mono">{name}</dt>
      <dd>
        <ValueText value={value} />
      </dd>
    </>
  );
}
