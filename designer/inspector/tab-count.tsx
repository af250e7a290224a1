import type { Problem } from '@crossdock/flows/document/flow';
import { Glyph } from '../kit/glyph.tsx';
import { severityLooks } from '../kit/status.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './inspector.module.css';

/** How many problems wait behind a tab. `isOnCount` tells whether a click on the tab was one on the count. */
export function TabCount({ problems }: { problems: readonly Problem[] }) {
  const first = problems[0];
  if (!first) return null;
  const look = severityLooks[first.severity];
  return (
    <span className={classes.tabCount} data-count data-family={look.family} title={inspectorTexts.problems.count(problems.length)}>
      <Glyph name={look.icon} size={12} />
      {problems.length}
    </span>
  );
}

export function isOnCount(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-count]') !== null;
}
