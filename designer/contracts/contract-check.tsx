import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import type { Contract } from '../server/shapes.ts';
import { contractTexts } from '../texts/contracts.ts';
import { ChangeLines } from './change-lines.tsx';
import classes from './contracts.module.css';

const texts = contractTexts.edit;

type Check = { problems: { path: string; message: string }[]; newest: number | null; changes: Contract['changes'] };
type Props = { check: Check | undefined; failure: Error | null; subject: string; isChecking: boolean; hasSchema: boolean };

/** Whether the schema can be used, and what it changes against the newest version. */
export function ContractCheck({ check, failure, subject, hasSchema }: Props) {
  if (failure) return <FailureNote what={texts.checkFailed} failure={failure} />;
  if (!hasSchema || !check) return null;
  const breaking = check.changes.filter(({ kind }) => kind === 'breaking').length;
  return (
    <div className={classes.check} aria-live="polite">
      {check.problems.length > 0 ? (
        <>
          <p className={classes.verdict} data-kind="breaking">
            <Glyph name="alert-circle" size={14} />
            {texts.problems(check.problems.length)}
          </p>
          <ul className={classes.changes}>
            {check.problems.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                <span>
                  {path !== '' && <code>{path}</code>} {message}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className={classes.verdict} data-kind="compatible">
            <Glyph name="circle-check" size={14} />
            {texts.valid}
          </p>
          {check.newest === null ? (
            <p className={classes.hint}>{texts.first}</p>
          ) : check.changes.length === 0 ? (
            <p className={classes.hint}>{texts.same}</p>
          ) : (
            <>
              <p className={classes.against}>{texts.changesAgainst(`${subject}@${check.newest}`)}</p>
              <p className={classes.hint}>{breaking > 0 ? `${texts.breaking(breaking)}. ${texts.breakingHelp}` : texts.compatible}</p>
              <ChangeLines changes={check.changes} />
            </>
          )}
        </>
      )}
    </div>
  );
}
