import { sparkBars } from './spark-bars.ts';
import classes from './sparkline.module.css';

const width = 60;
const height = 18;

type Props = {
  hours: readonly { hour: string; done: number; failed: number }[];
  /** What they come to, in words. Default: as runs. */
  words?: string;
};

/** The last hours of a flow or a connection as bars, 60 x 18, with failures as red ticks at the foot. */
export function Sparkline({ hours, words }: Props) {
  const done = hours.reduce((sum, hour) => sum + hour.done, 0);
  const failed = hours.reduce((sum, hour) => sum + hour.failed, 0);
  const label = words ?? (done + failed === 0 ? 'No runs in 24 h' : `${done} done, ${failed} failed in 24 h`);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label} className={classes.root}>
      <title>{label}</title>
      {sparkBars(hours, { width, height }).map((bar) => (
        <g key={bar.hour}>
          <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} rx={0.5} className={bar.isEmpty ? classes.empty : classes.bar} />
          {bar.hasFailed && <rect x={bar.x - 0.25} y={height - 4} width={bar.width + 0.5} height={4} className={classes.tick} />}
        </g>
      ))}
    </svg>
  );
}
