import { Link } from 'wouter';
import { Duration } from '../kit/duration.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { Skeleton } from '../kit/skeleton.tsx';
import { splitLead } from '../kit/split-lead.ts';
import { runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useChunks } from '../server/queries.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './chunk-list.module.css';

/** The chunks of a big message, those that need somebody first. Each is a run of its own, with a page of its own. */
export function ChunkList({ runId, isUnderWay }: { runId: string; isUnderWay: boolean }) {
  const chunks = useChunks(runId, isUnderWay);
  if (chunks.isPending) return <Skeleton rows={4} rowHeight={31} what={texts.theChunks} />;
  if (chunks.isError) return <FailureNote what={texts.theChunksCouldNotBe} failure={chunks.error} onRetry={() => void chunks.refetch()} />;
  const all = chunks.data.pages.flatMap((page) => page.items);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by the keyboard
    <section className={classes.scroller} tabIndex={0} aria-label={texts.listOfChunks}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{texts.chunk}</th>
            <th>{texts.lines}</th>
            <th>{texts.status}</th>
            <th className={classes.right}>{texts.rows}</th>
            <th className={classes.right}>{texts.failed}</th>
            <th className={classes.right}>{texts.duration}</th>
            <th>{texts.firstCause}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((chunk) => (
            <tr key={chunk.id}>
              <td>
                <Link href={`/runs/${chunk.id}`}>{formatCount(chunk.number + 1)}</Link>
              </td>
              <td>
                {formatCount(chunk.firstLine)} to {formatCount(chunk.lastLine)}
              </td>
              <td>
                <StatusBadge look={runLooks[chunk.status]} variant="quiet" />
              </td>
              <td className={classes.right}>{formatCount(chunk.rows)}</td>
              <td className={classes.right}>{chunk.failed === 0 ? '' : formatCount(chunk.failed)}</td>
              <td className={classes.right}>
                <Duration ms={chunk.durationMs} />
              </td>
              <td className={classes.cause} title={chunk.error?.message}>
                {chunk.error && splitLead(chunk.error.message).lead}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chunks.hasNextPage && (
        <button type="button" className={classes.more} disabled={chunks.isFetchingNextPage} onClick={() => void chunks.fetchNextPage()}>
          {texts.showMore}
        </button>
      )}
    </section>
  );
}
