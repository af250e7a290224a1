import type { Clock } from '../../clock/clock.ts';
import type { Collection } from '../../store/store.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import type { ActiveRun, StoredAnswer } from '../run/active-run.ts';
import type { LedgerEntry, Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import type { Accepted } from './accept.ts';
import type { SettledElsewhere } from './settled-elsewhere.ts';

type AnswerResources = {
  readonly clock: Clock;
  readonly runs: Collection<RunDocument>;
  readonly dispatcher: Dispatcher;
  /** undefined: there are no other processes. */
  readonly elsewhere?: SettledElsewhere | undefined;
};

/** Waits for the run's answer, at most to the flow's deadline, also through retries that come before it. */
export async function settled(resources: AnswerResources, run: ActiveRun, duplicate: boolean, deadline?: number): Promise<Accepted> {
  const until = deadline ?? resources.clock.now() + run.plan.flow.settings.answer.deadlineSeconds * 1000;
  const known = { runId: run.id, correlationId: run.correlationId, duplicate };
  const ended = await released(resources, run, until);
  if (ended?.status === 'parked' && !ended.answer) return parkedOf(ended.ledger.values(), ended.dueAt, known, resources.clock.now());
  if (ended?.status !== 'retrying') return ended ? answerOf(ended, known) : { kind: 'accepted', ...known };
  // Any process may take it up again.
  return awaited(resources, run, duplicate, until);
}

/** Who waits is told at once: nobody knows when the other side answers again. */
export function parkedOf(ledger: Iterable<LedgerEntry>, dueAt: number | null, known: Known, now: number): Accepted {
  const held = [...ledger].find(({ hold }) => hold === 'parked');
  const message =
    held?.error?.message ?? 'A system that this flow needs does not answer at the moment. The message is kept and goes on by itself.';
  return { kind: 'parked', ...known, message, retryAfterSeconds: Math.max(1, Math.min(3600, Math.ceil(((dueAt ?? now) - now) / 1000))) };
}

/** The run when its answer, its end or its next try was stored; undefined at the deadline. */
function released({ clock }: AnswerResources, run: ActiveRun, until: number): Promise<ActiveRun | undefined> {
  return new Promise((resolve) => {
    const cancel = clock.after(until - clock.now(), () => resolve(undefined));
    const before = run.onSettled;
    run.onSettled = (ended) => {
      before?.(ended);
      cancel();
      resolve(ended);
    };
  });
}

export type Known = { readonly runId: string; readonly correlationId: string; readonly duplicate: boolean };

function answerOf(run: ActiveRun, known: Known): Accepted {
  if (run.answer) return { kind: 'answered', ...known, answer: run.answer };
  if (run.status === 'failed')
    return { kind: 'failed', ...known, message: run.runFailed?.message ?? run.dead[0]?.error.message ?? 'The run failed.' };
  return { kind: 'accepted', ...known };
}

/** Between two looks at a run that another process has, ms: for the word that was not heard. */
const lookAgain = 1000;

/** The run is not in this process's hands: waits until it is, or until another process has stored its answer. */
export async function waitStored(
  resources: AnswerResources,
  run: Pick<RunDocument, 'id' | 'correlationId' | 'flow' | 'version' | 'flowHash'>,
  duplicate = false,
): Promise<Accepted> {
  return awaited(resources, run, duplicate, resources.clock.now() + (await resources.dispatcher.deadlineOf(run)));
}

async function awaited(
  resources: AnswerResources,
  { id, correlationId }: Pick<RunDocument, 'id' | 'correlationId'>,
  duplicate: boolean,
  deadline: number,
): Promise<Accepted> {
  const { clock, dispatcher, elsewhere } = resources;
  const known = { runId: id, correlationId, duplicate };
  for (;;) {
    const until = elsewhere ? Math.min(deadline, clock.now() + lookAgain) : deadline;
    const active = await Promise.race([dispatcher.whenActive(id, until), ...(elsewhere ? [elsewhere.heardOf(id, until)] : [])]);
    if (active) return settled(resources, active, duplicate, deadline);
    const stored = elsewhere && (await resources.runs.get(id));
    const answer = stored ? storedAnswer(stored, known, clock.now()) : undefined;
    if (answer) return answer;
    if (clock.now() >= deadline) return { kind: 'accepted', ...known };
  }
}

/** undefined: there is none yet. */
function storedAnswer({ answer, status, progress, dueAt }: RunDocument, known: Known, now: number): Accepted | undefined {
  if (answer !== null) return { kind: 'answered', ...known, answer: JSON.parse(answer) as StoredAnswer };
  if (status === 'parked') return parkedOf((JSON.parse(progress) as Progress).ledger, dueAt, known, now);
  if (!isFinal(status)) return undefined;
  if (status !== 'failed') return { kind: 'accepted', ...known };
  const { runFailed, dead } = JSON.parse(progress) as Progress;
  return { kind: 'failed', ...known, message: runFailed?.message ?? dead[0]?.error.message ?? 'The run failed.' };
}
