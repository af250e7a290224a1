import { formatFullTime, formatTime } from './format.ts';
import { useNow } from './use-now.ts';

/** A point in time: relative up to one hour, then local; zone and ISO in the tooltip. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={formatFullTime(at)} className={className === undefined ? 'number' : `number ${className}`}>
      {formatTime(at, now)}
    </time>
  );
}
