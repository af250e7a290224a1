import { countOf, formatCount } from '../kit/format.ts';
import type { RunFilter } from '../server/query-keys.ts';
import type { BulkPreview, BulkReplay, BulkRequest, RunStatus } from '../server/shapes.ts';

const hour = 3_600_000;

/** What a bulk replay takes, of the filter that stands above the list. Tests are never taken. */
export function bulkFilterOf(
  filter: RunFilter,
  more: { readonly errorCode: string; readonly node: string },
  now: number,
): BulkRequest['filter'] {
  return {
    env: filter.env,
    ...(filter.flow !== '' && { flow: filter.flow }),
    ...(filter.status.length > 0 && { status: filter.status as RunStatus[] }),
    ...(filter.key.trim() !== '' && { key: filter.key.trim() }),
    ...(filter.hours !== null && { since: new Date(now - filter.hours * hour).toISOString() }),
    ...(more.errorCode.trim() !== '' && { errorCode: more.errorCode.trim() }),
    ...(more.node !== '' && { node: more.node }),
  };
}

/** What would happen with the effects, one line each, the ones to look at first. */
export function previewLines(preview: BulkPreview): { readonly text: string; readonly tone: 'warn' | 'info' | 'good' | 'idle' }[] {
  const { sums } = preview;
  const lines: { text: string; tone: 'warn' | 'info' | 'good' | 'idle'; count: number }[] = [
    {
      text: `${countOf(sums.asked, 'effect')} of ${countOf(preview.askedRuns, 'run')} nobody but a person can decide`,
      tone: 'warn',
      count: sums.asked,
    },
    { text: `${countOf(sums.sameKey, 'effect')} sent again with the same key, so none twice`, tone: 'info', count: sums.sameKey },
    { text: `${countOf(sums.lookedUp, 'effect')} looked up first, sent only if not there`, tone: 'info', count: sums.lookedUp },
    { text: `${countOf(sums.sentNow, 'effect')} sent for the first time`, tone: 'info', count: sums.sentNow },
    { text: `${countOf(sums.skipped, 'effect')} skipped because confirmed`, tone: 'good', count: sums.skipped },
    {
      text: `${countOf(preview.refused, 'run')} cannot be replayed: not ended, or the message is no longer kept`,
      tone: 'idle',
      count: preview.refused,
    },
  ];
  return lines.filter(({ count }) => count > 0).map(({ text, tone }) => ({ text, tone }));
}

/** `212 replayed, 2 left to you, 1 refused`. */
export function bulkProgress({ started, left, refused }: Pick<BulkReplay, 'started' | 'left' | 'refused'>): string {
  const parts = [
    `${formatCount(started)} replayed`,
    left > 0 && `${formatCount(left)} left to you`,
    refused > 0 && `${formatCount(refused)} refused`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}

/** What became of the replays: `209 done, 3 failed again, 5 under way`. */
export function bulkOutcomes({ outcomes }: Pick<BulkReplay, 'outcomes'>): string {
  const parts = [
    outcomes.done > 0 && `${formatCount(outcomes.done)} done`,
    outcomes.failed > 0 && `${formatCount(outcomes.failed)} failed again`,
    outcomes.underWay > 0 && `${formatCount(outcomes.underWay)} under way`,
  ];
  return parts.filter((part) => part !== false).join(', ');
}
