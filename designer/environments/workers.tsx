import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { EnvironmentDetail } from '../server/shapes.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import classes from './environments.module.css';

/** The processes that execute its runs; without one nothing moves, which is said. */
export function Workers({ workers }: Pick<EnvironmentDetail, 'workers'>) {
  return (
    <section className={classes.section}>
      <h3 className={classes.sectionTitle}>{texts.serving}</h3>
      {workers.length === 0 ? (
        <Note family="warn" icon="alert-triangle">
          <strong>{texts.noWorkers}</strong> {texts.noWorkersHelp}
        </Note>
      ) : (
        <ul className={classes.workers}>
          {workers.map((worker) => (
            <li key={worker.id}>
              <Glyph name="server-2" size={14} />
              <span>{texts.worker(worker.kind, worker.host, worker.pid)}</span>
              <span className={classes.hint}>{worker.lanes.length === 0 ? texts.allLanes : texts.someLanes(worker.lanes.join(', '))}</span>
              <span className={classes.hint}>
                <Phrase text={texts.workerVersion} version={worker.version} when={<RelativeTime at={worker.startedAt} />} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
