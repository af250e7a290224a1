import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import type { Reply } from '../server/shapes.ts';
import { contractTexts } from '../texts/contracts.ts';
import { ChangeLines } from './change-lines.tsx';
import classes from './contracts.module.css';

const texts = contractTexts.edit;

type Check = Reply<'/api/contracts/check', 'post'>;
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
              <Verdict check={check} subject={subject} />
              <p className={classes.hint}>{breaking > 0 ? `${texts.breaking(breaking)}. ${texts.breakingHelp}` : texts.compatible}</p>
              <ChangeLines changes={check.changes} />
            </>
          )}
        </>
      )}
    </div>
  );
}

/** Whether the version keeps what the contract promises; a broken promise comes field by field, with what to do. */
function Verdict({ check: { broken, compatibility }, subject }: { check: Check; subject: string }) {
  const words = contractTexts.compatibility;
  if (compatibility === 'none') return null;
  if (broken.length === 0)
    return (
      <p className={classes.verdict} data-kind="compatible">
        <Glyph name="circle-check" size={14} />
        {words.kept(subject, words.modes[compatibility])}
      </p>
    );
  return (
    <div className={classes.broken}>
      <p className={classes.verdict} data-kind="breaking">
        <Glyph name="circle-x" size={14} />
        {words.broken(subject, words.modes[compatibility])}
      </p>
      <ul className={classes.brokenList}>
        {broken.map(({ path, message, remedy }) => (
          <li key={`${path} ${message}`}>
            <code>{path === '' ? contractTexts.view.document : path}</code> {message}. {remedy}
          </li>
        ))}
      </ul>
    </div>
  );
}
