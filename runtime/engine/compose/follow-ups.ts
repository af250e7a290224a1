import { hash } from 'node:crypto';
import type { Deployments } from '../../lifecycle/deployments.ts';
import type { Accepted, Arriving } from '../accept/accept.ts';
import { assertNever } from '../calls/decide-failure.ts';
import type { Log } from '../log.ts';
import type { PlanCache } from '../plan/plan-cache.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { type CompensationResources, markCompensated, progressOf, startCompensation } from './compensation.ts';
import { errorMessage } from './error-message.ts';
import type { Follow } from './follow.ts';

/** Does what the ends of runs ask for. Everything in it may be done twice; the run forgets it only afterwards. */
export type FollowUps = {
  /** After a run has ended. Never rejects: what could not be done is found by the sweep. */
  run(runId: string): Promise<void>;
  /** Resolves to how many runs were followed up. */
  sweep(): Promise<number>;
};

/** What this process ended and is still following up is not swept, ms. */
const sweepAfter = 5000;

export function createFollowUps(
  resources: CompensationResources & {
    readonly deployments: Pick<Deployments, 'current'>;
    readonly plans: Pick<PlanCache, 'compiled'>;
    readonly accept: (arriving: Arriving) => Promise<Accepted>;
    /** False: a worker has the run; to be tried again. */
    readonly wake: (runId: string) => Promise<boolean>;
    readonly log: Log;
  },
): FollowUps {
  const { runs, clock, log } = resources;

  async function follow(document: RunDocument): Promise<void> {
    if (document.follow === null) return;
    const pinned = JSON.parse(document.pinned) as Pinned;
    let left: string | null = null;
    for (const one of document.follow.split(' ') as Follow[]) {
      const isDone = await act(one, document, pinned);
      if (!isDone) left = left === null ? one : `${left} ${one}`;
    }
    await runs.update(document.id, { where: { follow: document.follow }, set: { follow: left } });
  }

  /** False: to be tried again. */
  async function act(follow: Follow, run: RunDocument, pinned: Pinned): Promise<boolean> {
    switch (follow) {
      case 'caller':
        return pinned.caller === undefined || wakeCaller(pinned.caller.run);
      case 'error':
        return tellErrorFlow(run);
      case 'compensate':
        await startCompensation(resources, run, { by: null, reason: 'The flow takes back what a failed run has done.' });
        return true;
      case 'undone':
        if (pinned.compensates) await markCompensated(runs, pinned.compensates.run, run);
        return true;
      default:
        return assertNever(follow);
    }
  }

  /** The run that called, or a replay of it that waits now. */
  async function wakeCaller(runId: string): Promise<boolean> {
    let isDone = await resources.wake(runId);
    const { items } = await runs.find({ where: { replayOf: runId }, limit: 200, select: ['id'] });
    for (const { id } of items) isDone = (await wakeCaller(id)) && isDone;
    return isDone;
  }

  async function tellErrorFlow(run: RunDocument): Promise<boolean> {
    const plan = await resources.planOf(run);
    const errorFlow = plan?.flow.settings.errorFlow;
    const deployed = resources.deployments.current().find(({ env, flow }) => env === run.env && flow.id === errorFlow);
    const target = deployed && resources.plans.compiled(deployed.flow, deployed.version, deployed.hash);
    if (!target) {
      log.warn({ run: run.id, errorFlow }, 'the error flow of a failed run is not deployed in its environment; nobody was told');
      return true;
    }
    const text = errorMessage(run, plan, progressOf(run));
    const accepted = await resources.accept({
      plan: target.waitsForAnswer ? { ...target, waitsForAnswer: false } : target,
      env: run.env,
      text,
      bytes: Buffer.byteLength(text),
      bodyHash: hash('sha256', text, 'hex'),
      contentType: 'application/json',
      headers: {},
      query: {},
      sender: 'error',
      idempotencyKey: `${run.id}/${run.dispatch}`,
      causationId: run.id,
      correlationId: run.correlationId,
      kind: 'error',
    });
    return accepted.kind !== 'busy';
  }

  return {
    async run(runId) {
      try {
        const document = await runs.get(runId);
        if (document) await follow(document);
      } catch (error) {
        log.warn({ run: runId, error: String(error) }, 'what the end of a run asks for could not be done at once; it is tried again');
      }
    },
    async sweep() {
      const { items } = await runs.find({ where: { follow: { not: null } }, limit: 100 });
      const due = items.filter(({ finishedAt }) => finishedAt !== null && finishedAt <= clock.now() - sweepAfter);
      for (const document of due) await follow(document);
      return due.length;
    },
  };
}
