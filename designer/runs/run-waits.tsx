import { Link } from 'wouter';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { RunDetail } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './run-waits.module.css';

/** Named one by one; of more only the number. */
const named = 5;

/** What a run waits for, since when and until when, and where somebody can end it. */
export function RunWaits({ waits }: { waits: RunDetail['waits'] }) {
  if (waits.length === 0) return null;
  return (
    <ul className={classes.waits} aria-label={texts.waitsFor}>
      {waits.slice(0, named).map((wait) => (
        <li key={`${wait.nodeId}/${wait.itemId}`} className={classes.wait}>
          <Glyph name="hourglass-empty" size={14} />
          <span>
            <Phrase
              text={wait.until === null ? texts.waits : texts.waitsUntil}
              what={<strong>{wait.what}</strong>}
              since={<RelativeTime at={wait.since} />}
              until={wait.until !== null && <RelativeTime at={wait.until} />}
            />
            {wait.role !== null && wait.role !== '' && texts.forRole(wait.role)}
            {wait.approvalId !== null && (
              <>
                {' · '}
                <Link href="/approvals">{texts.decide}</Link>
              </>
            )}
            {wait.runId !== null && (
              <>
                {' · '}
                <Link href={`/runs/${wait.runId}`} className="mono">
                  {wait.runId}
                </Link>
              </>
            )}
          </span>
        </li>
      ))}
      {waits.length > named && <li className={classes.more}>{texts.andOtherRecords(countOf(waits.length - named, 'other record'))}</li>}
    </ul>
  );
}
