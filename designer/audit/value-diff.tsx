import { auditTexts as texts } from '../texts/audit.ts';
import classes from './audit.module.css';
import { valueChanges } from './value-changes.ts';

/** Beyond so many rows nobody reads on; the export holds them all. */
const most = 200;

/** Before and after, field by field. */
export function ValueDiff({ before, after }: { before: unknown; after: unknown }) {
  const changes = valueChanges(before, after);
  if (changes.length === 0) return <p className={classes.hint}>{texts.noChange}</p>;
  return (
    <>
      <ul className={classes.changes}>
        {changes.slice(0, most).map((change) => (
          <li key={change.path}>
            {change.path !== '' && <code className={classes.path}>{change.path}</code>}
            <span className={classes.sides}>
              {change.before !== undefined && change.before !== null && (
                <del>
                  <ValueText value={change.before} />
                </del>
              )}
              {change.before !== undefined && change.before !== null && change.after !== undefined && change.after !== null && (
                <span className={classes.arrow} aria-hidden>
                  →
                </span>
              )}
              {change.after !== undefined && change.after !== null && (
                <ins>
                  <ValueText value={change.after} />
                </ins>
              )}
            </span>
          </li>
        ))}
      </ul>
      {changes.length > most && <p className={classes.hint}>{texts.moreChanges(changes.length - most)}</p>}
    </>
  );
}

/** A value as text: words as they are, anything with parts as JSON. */
export function ValueText({ value }: { value: unknown }) {
  return <span className="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
}
