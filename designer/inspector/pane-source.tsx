import { Button } from '@mantine/core';
import { formatClock, formatTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './panes.module.css';
import type { Staleness } from './staleness.ts';
import type { DataSource } from './use-node-data.ts';

/** Where the data of a pane come from: "last test, 14:01". */
export function PaneSource({ source }: { source: DataSource | null }) {
  const now = useNow();
  if (source === null) return null;
  if (source.kind === 'sample') return <span className={classes.source}>{texts.pane.sample(source.title)}</span>;
  if (source.kind === 'pin')
    return (
      <span className={classes.source} data-pin title={texts.pane.pinnedHelp}>
        <Glyph name="pin" size={12} />
        {texts.pane.pinnedBy(source.by, formatTime(source.at, now))}
      </span>
    );
  const time = formatClock(new Date(source.at)).slice(0, 5);
  return (
    <span className={classes.source} title={source.title}>
      {source.kind === 'test' ? texts.pane.lastTest(time) : texts.pane.run(source.title, time)}
    </span>
  );
}

/** Says that the draft has changed since the data was made, and where. */
export function StaleMark({ staleness, onRun, isRunning }: { staleness: Staleness; onRun: (() => void) | null; isRunning: boolean }) {
  if (staleness.kind === 'fresh') return null;
  return (
    <p className={classes.stale} title={texts.pane.staleHelp}>
      <Glyph name="history" size={12} />
      <span>{staleness.kind === 'step' ? texts.pane.stale : texts.pane.staleBefore(staleness.node.name)}</span>
      {onRun && (
        <Button size="xs" variant="subtle" loading={isRunning} onClick={onRun}>
          {texts.pane.runAgain}
        </Button>
      )}
    </p>
  );
}
