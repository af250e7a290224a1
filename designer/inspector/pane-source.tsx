import { formatClock } from '../kit/format.ts';
import classes from './inspector.module.css';
import type { DataSource } from './use-node-data.ts';

/** Where the data of a pane come from: "last test, 14:01". */
export function PaneSource({ source }: { source: DataSource | null }) {
  if (source === null) return null;
  if (source.kind === 'sample') return <span className={classes.source}>sample {source.title}</span>;
  const time = formatClock(new Date(source.at)).slice(0, 5);
  return (
    <span className={classes.source} title={source.title}>
      {source.kind === 'test' ? `last test, ${time}` : `run ${source.title}, ${time}`}
    </span>
  );
}
