import { countOf, formatCount, formatDuration, formatSeconds } from '../kit/format.ts';
import type { Effect, RunDetail, RunSummary, Step } from '../server/shapes.ts';
import { runsTexts } from '../texts/runs.ts';

/** Beyond so many items two counts do not fit; how many failed is said where the step is shown. */
const roomForTwo = 100_000;

/** The items of a step in a word: `48`, or `31 / 34` when some failed. A trigger counts what it made, a reader the records it took in. */
export function itemsText(step: Step): string {
  const came = step.itemsIn > 0 ? step.itemsIn : itemsOut(step);
  if (step.failed > 0) {
    const all = Math.max(came, itemsOut(step) + step.failed);
    return all < roomForTwo ? `${formatCount(Math.max(0, all - step.failed))} / ${formatCount(all)}` : formatCount(all);
  }
  return came === 0 && step.status !== 'done' ? '' : formatCount(came);
}

export function itemsOut(step: Step): number {
  return Object.entries(step.itemsOut).reduce((sum, [port, count]) => sum + (port === 'error' ? 0 : count), 0);
}

/** `next try in 40 s, try 3`: what is said after Retrying or Failed; undefined when there is nothing to add. */
export function statusDetail(of: { status: string; nextTryAt: string | null; attempts: number }, now: number): string | undefined {
  if (of.status !== 'retrying' && of.status !== 'parked') return undefined;
  const wait = of.nextTryAt === null ? null : Date.parse(of.nextTryAt) - now;
  const next = wait === null ? '' : wait <= 0 ? 'next try now' : `next try in ${formatSeconds(Math.ceil(wait / 1000) * 1000)}`;
  const tries = of.attempts > 0 ? `try ${of.attempts}` : '';
  return [next, tries].filter((part) => part !== '').join(', ') || undefined;
}

/** The same in the room of a caption: `in 40 s, try 3`. */
export function retryCaption(step: Step, now: number): string | undefined {
  return statusDetail(step, now)?.replace('next try ', '');
}

/** The step one wants to see first: what failed, else what is under way, else the last that did something. */
export function firstStepOfInterest(run: RunDetail): string | null {
  const find = (...statuses: Step['status'][]) => run.steps.find((step) => statuses.includes(step.status));
  const withExceptions = run.steps.find((step) => run.exceptions.some((exception) => exception.nodeId === step.nodeId));
  const found = find('failed') ?? withExceptions ?? find('retrying', 'parked', 'waiting') ?? find('running');
  return (found ?? run.steps.findLast((step) => step.status === 'done') ?? run.steps[0])?.nodeId ?? null;
}

/**
 * The step to lead a person to who comes to a run with this one selected; null: leave it. A step that nothing reached says nothing where another
 * failed, unless it was selected in the run itself.
 */
export function stepToLeadTo(run: RunDetail, selected: string | null, isChosenHere: boolean): string | null {
  const step = run.steps.find(({ nodeId }) => nodeId === selected);
  if (!step) return firstStepOfInterest(run);
  const isUnreached = step.status === 'skipped' || step.status === 'pending';
  const hasFailed = run.exceptions.length > 0 || run.steps.some(({ status }) => status === 'failed');
  return isUnreached && hasFailed && !isChosenHere ? firstStepOfInterest(run) : null;
}

/** Whether a run can be replayed now, or why not. */
export function canReplay(run: RunDetail, now: number): true | string {
  if (run.replayableUntil !== null && Date.parse(run.replayableUntil) < now)
    return 'What replay needs was removed when its retention ended';
  if (['queued', 'running'].includes(run.status)) return 'The run has not ended yet';
  return true;
}

/** `2 confirmed, 1 unknown`, in the order of a person's worry. */
export function effectSums(effects: readonly Effect[]): string {
  const order: Effect['outcome'][] = ['unknown', 'confirmed', 'sent', 'not sent', 'undone'];
  return order
    .map((outcome) => ({ outcome, count: effects.filter((effect) => effect.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${formatCount(count)} ${outcome}`)
    .join(', ');
}

/** What tells a run from those that a message from outside started; null for these. */
export function tagOf(run: Pick<RunSummary, 'kind'>): string | null {
  switch (run.kind) {
    case 'compensation':
      return 'taking back';
    case 'call':
      return 'called';
    case 'error':
      return 'error flow';
    default:
      return null;
  }
}

/** "31 of 34". Items taken out of others, such as the lines of an order, can fail in greater number than came in: then only how many. */
export function itemsThrough({ items: { total, failed } }: Pick<RunDetail, 'items'>): string {
  if (failed === 0) return formatCount(total);
  return failed > total ? runsTexts.failedOf(formatCount(failed)) : runsTexts.throughOf(formatCount(total - failed), formatCount(total));
}

function allItems({ items, openExceptions }: Pick<RunDetail, 'items' | 'openExceptions'>): string | null {
  return openExceptions > items.total ? null : formatCount(items.total);
}

/** One sentence on what became of a run without an error. */
export function whatHappened(run: RunDetail): string {
  const effects = effectSums(run.effects);
  const outside = effects === '' ? 'Nothing outside was changed.' : `Effects: ${effects}.`;
  const items = countOf(run.items.total, run.chunks || run.chunk ? 'row' : 'item');
  if (run.kind === 'compensation' && run.finishedAt !== null) {
    const undone = formatCount(run.effects.filter((effect) => effect.outcome === 'undone').length);
    return run.status === 'done'
      ? `What the run before did was taken back, the last effect first: ${undone} undone.`
      : `Not all could be taken back: ${undone} undone. Replay goes on where it failed. ${outside}`;
  }
  switch (run.status) {
    case 'done':
      return `${items} went through in ${formatDuration(run.durationMs ?? 0)}. ${outside}`;
    case 'queued':
      return 'The message is stored and waits for its turn. Nothing is lost if the server stops now.';
    case 'running':
      return run.chunks
        ? 'The file is worked on in chunks. Nothing is lost if the server stops now: it goes on with the chunk it was at.'
        : `${items} on the way. ${outside}`;
    case 'retrying':
      return `A step did not succeed and is tried again. ${outside}`;
    case 'parked':
      return `A system does not answer, so the run waits until it does. Nothing is lost. ${outside}`;
    case 'waiting':
      return `No worker is held meanwhile, and nothing is lost by a restart. ${outside}`;
    case 'cancelled':
      return `Somebody cancelled the run. ${outside}`;
    case 'partial':
      return `${runsTexts.exceptionsWait(countOf(run.openExceptions, run.chunks || run.chunk ? 'row' : 'item'), allItems(run))} ${outside}`;
    case 'failed':
      return `The run could not be completed. ${outside}`;
    case 'superseded':
      return 'A later message of the same key came before this one began, so it was not executed.';
  }
}

/** The number of items a replay from a step takes: its open exceptions, or all of the run's when no step is named. */
export function replayCount(run: RunDetail, nodeId: string | null): number {
  return run.exceptions.filter((exception) => exception.state === 'open' && (nodeId === null || exception.nodeId === nodeId)).length;
}

/** `v13`, or `draft` for a test of the draft. */
export function versionText(run: Pick<RunSummary, 'flow'>): string {
  return run.flow.version === 0 ? 'draft' : `v${run.flow.version}`;
}
