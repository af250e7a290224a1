import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { RunOverlay } from '../canvas/drawing.ts';
import type { RunDetail } from '../server/shapes.ts';
import { runStepsTexts } from '../texts/run-steps.ts';

const texts = runStepsTexts.canvas;

/** A run as it lies over the drawing. */
export function overlayOf(run: Pick<RunDetail, 'steps' | 'edges'>): RunOverlay {
  return {
    steps: new Map(run.steps.map((step) => [step.nodeId, step])),
    items: new Map(run.edges.map((edge) => [edgeKey(edge), edge.items])),
  };
}

export type Total = { readonly icon: string; readonly family: 'good' | 'info' | 'warn' | 'bad' | 'wait' | 'idle'; readonly text: string };

/** The sums in the corner of the canvas: what arrived at the end, what waits, what failed, what was left out. */
export function totalsOf(run: RunDetail): Total[] {
  const last = run.steps.filter((step) => !run.edges.some((edge) => edge.from.node === step.nodeId && edge.from.port !== 'error'));
  const arrived = last.reduce((sum, step) => sum + Math.max(0, step.itemsIn - step.failed), 0);
  const waiting = run.steps
    .filter((step) => ['retrying', 'parked', 'waiting'].includes(step.status))
    .reduce((sum, step) => sum + step.itemsIn, 0);
  const failed = run.exceptions.filter((exception) => exception.state === 'open').length;
  const resolved = run.exceptions.filter((exception) => exception.state === 'resolved').length;
  const confirmed = run.effects.filter((effect) => effect.outcome === 'confirmed').length;
  const unknown = run.effects.filter((effect) => effect.outcome === 'unknown').length;
  return [
    { icon: 'circle-check', family: 'good' as const, text: arrived === 0 ? '' : texts.through(arrived) },
    {
      icon: 'arrow-up-right',
      family: 'idle' as const,
      text: confirmed === 0 ? '' : texts.confirmed(confirmed),
    },
    { icon: 'help-circle', family: 'warn' as const, text: unknown === 0 ? '' : texts.unknown(unknown) },
    { icon: 'hourglass-empty', family: 'wait' as const, text: waiting === 0 ? '' : texts.waiting(waiting) },
    { icon: 'circle-check', family: 'good' as const, text: resolved === 0 ? '' : texts.resolved(resolved) },
    { icon: 'circle-x', family: 'bad' as const, text: failed === 0 ? '' : texts.failedItems(failed) },
  ].filter((total) => total.text !== '');
}
