import { Button } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../kit/format.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { type CallBar, callBars, callsOf } from './calls-bars.ts';
import classes from './calls-panel.module.css';
import { SidePanel } from './side-panel.tsx';

const texts = connectionsTexts.calls;
const height = 56;
const pitch = 10;
const barWidth = 7;

/** How many calls went out in each of the last 24 hours, and how many failed; the same as a table for who asks for it. */
export function CallsPanel({ hours }: { hours: Connection['calls'] }) {
  const [isTable, setTable] = useState(false);
  const { calls, failed } = callsOf(hours);
  const bars = callBars(hours);
  if (calls === 0)
    return (
      <SidePanel title={texts.title}>
        <p className={classes.none}>{texts.none}</p>
      </SidePanel>
    );
  return (
    <SidePanel
      title={texts.title}
      action={
        <Button size="xs" variant="subtle" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? texts.asChart : texts.asTable}
        </Button>
      }
    >
      <p className={`${classes.sum} number`}>
        <b>{texts.calls(calls)}</b> <span data-failed={failed > 0 || undefined}>{texts.failed(failed)}</span>
      </p>
      {isTable ? <Table bars={bars} /> : <Chart bars={bars} />}
      {failed > 0 && <p className={classes.hint}>{texts.help}</p>}
    </SidePanel>
  );
}

function Chart({ bars }: { bars: readonly CallBar[] }) {
  const width = bars.length * pitch;
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={texts.chart} className={classes.chart}>
        {bars.map(({ hour, done, failed, top, bad }, index) => (
          <g key={hour}>
            <title>{texts.hour(clockOf(hour), done + failed, failed)}</title>
            <rect x={index * pitch} y={0} width={pitch} height={height} className={classes.hit} />
            <rect x={index * pitch} y={height - Math.max(1, top * height)} width={barWidth} height={Math.max(1, top * height)} />
            {bad > 0 && <rect x={index * pitch} y={height - bad * height} width={barWidth} height={bad * height} className={classes.bad} />}
          </g>
        ))}
      </svg>
      <figcaption className={`${classes.axis} number`}>
        <span>{clockOf(bars[0]?.hour)}</span>
        <span>{clockOf(bars[bars.length / 2]?.hour)}</span>
        <span>{texts.now}</span>
      </figcaption>
    </figure>
  );
}

function Table({ bars }: { bars: readonly CallBar[] }) {
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{texts.from}</th>
          <th scope="col">{texts.title}</th>
          <th scope="col">{texts.failedHead}</th>
        </tr>
      </thead>
      <tbody className="number">
        {bars
          .filter(({ top }) => top > 0)
          .toReversed()
          .map(({ hour, done, failed }) => (
            <tr key={hour}>
              <td>{clockOf(hour)}</td>
              <td>{formatCount(done + failed)}</td>
              <td data-failed={failed > 0 || undefined}>{formatCount(failed)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

/** "14:00", in the zone of who looks. */
function clockOf(hour: string | undefined): string {
  return hour === undefined ? '' : new Date(hour).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
