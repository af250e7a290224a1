import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { useRowHistory } from '../server/lookup-queries.ts';
import type { LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';
import { cellText } from './table-draft.ts';

const texts = lookupTexts.row;

/** Who changed one row, when, why and how. */
export function RowHistory({ lookup, rowKey }: { lookup: LookupDetail; rowKey: readonly string[] }) {
  const events = useRowHistory(lookup.env, lookup.name, lookup.version, rowKey);
  if (events.isError) return <FailureNote what={texts.failed} failure={events.error} onRetry={() => void events.refetch()} />;
  if (events.data?.length === 0) return <p className={classes.hint}>{texts.none}</p>;
  const keys = new Set(lookup.columns.flatMap(({ isKey, name }) => (isKey ? [name] : [])));
  return (
    <ol className={classes.versions} aria-label={texts.one(rowKey.join(', '))}>
      {events.data?.map((event) => (
        <li key={`${event.version}/${event.kind}/${JSON.stringify(event.row)}`} className={classes.rowEvent}>
          <span className={classes.versionLine}>
            <strong className="number">{lookupTexts.v(event.version)}</strong>
            <span className={classes[event.kind]}>{texts.kinds[event.kind]}</span>
            <RelativeTime at={event.at} />
          </span>
          <span className={classes.versionLine}>
            <span className={classes.who}>{lookupTexts.side.by(event.by)}</span>
            {event.approvedBy !== null && <span className={classes.who}>{lookupTexts.draft.approvedBy(event.approvedBy)}</span>}
          </span>
          {event.why !== '' && <span>{event.why}</span>}
          {Object.entries(event.row).map(([column, cell]) => {
            const [was, is] = [cellText(event.before?.[column] ?? null), cellText(cell)];
            if (keys.has(column) || (event.kind === 'changed' ? was === is : is === '')) return null;
            return (
              <span key={column} className={classes.changeFact}>
                <span>{column}</span>
                <span className="mono">
                  {event.kind === 'changed' && was !== '' && <del>{was}</del>}
                  {event.kind === 'changed' ? <ins>{is}</ins> : is}
                </span>
              </span>
            );
          })}
        </li>
      ))}
    </ol>
  );
}
