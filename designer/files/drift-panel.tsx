import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { filesTexts as texts } from '../texts/files.ts';
import classes from './files.module.css';
import { useDrift } from './files-queries.ts';

/** What was changed past files and promotions. */
export function DriftPanel({ env }: { env: string }) {
  const drift = useDrift(env);
  const phase = useLoadingPhase(drift.isPending);
  return (
    <section className={classes.panel} aria-labelledby="files-drift">
      <div className={classes.head}>
        <h2 id="files-drift" className={classes.panelTitle}>
          {texts.drift}
        </h2>
        <p className={classes.hint}>{texts.driftText(env)}</p>
      </div>
      {phase === 'skeleton' && <Skeleton rows={2} rowHeight={34} what={texts.theDrift} />}
      {drift.isError && <FailureNote what={texts.driftFailed} failure={drift.error} onRetry={() => void drift.refetch()} />}
      {phase === 'ready' && drift.data?.length === 0 && (
        <p className={classes.quiet}>
          <Glyph name="circle-check" size={14} />
          {texts.noDrift(env)}
        </p>
      )}
      {phase === 'ready' && drift.data && drift.data.length > 0 && (
        <ul className={classes.lines}>
          {drift.data.map(({ kind, name, words, at }) => (
            <li key={`${kind} ${name}`} className={classes.driftLine}>
              <span className={classes.warn}>
                <Glyph name="alert-triangle" size={14} />
              </span>
              <span className={classes.kind}>{texts.kinds[kind]}</span>
              <span className={classes.name}>{name}</span>
              <span className={classes.words}>{words}</span>
              <span className={classes.time} title={texts.driftSince}>
                <RelativeTime at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
