import { formatDuration, formatSeconds } from './format.ts';
import { useNow } from './use-now.ts';

/** How long something took. With `since` and no `ms` it is still going on and counts. */
export function Duration({ ms, since }: { ms: number | null; since?: string }) {
  if (ms !== null) return <span className="number">{formatDuration(ms)}</span>;
  return since === undefined ? null : <Running since={since} />;
}

function Running({ since }: { since: string }) {
  const now = useNow();
  return <span className="number">{formatSeconds(Math.max(0, now - Date.parse(since)))}</span>;
}
