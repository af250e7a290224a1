import { hash } from 'node:crypto';
import type { Deployments } from '../../lifecycle/deployments.ts';
import type { Collection } from '../../store/store.ts';
import type { Accepted, Arriving } from '../accept/accept.ts';
import type { CallResult } from '../calls/settle-calls.ts';
import type { PlanCache } from '../plan/plan-cache.ts';
import type { StoredAnswer } from '../run/active-run.ts';
import type { Progress } from '../run/progress.ts';
import type { RunDocument } from '../run/run-document.ts';
import { isFinal } from '../run/statuses.ts';
import { type Asking, ended, endOf, failed, goesOn, type RequestFor, waitedBefore } from '../waits/asking.ts';
import { deepestCall } from './caller.ts';

export type CallResources = {
  readonly runs: Collection<RunDocument>;
  readonly deployments: Pick<Deployments, 'current'>;
  readonly plans: Pick<PlanCache, 'compiled'>;
  readonly accept: (arriving: Arriving) => Promise<Accepted>;
  /** Takes a failed run up again. */
  readonly reopen: (runId: string) => Promise<boolean>;
};

/** A lane that takes no more messages is asked again after so long, ms. */
const busyMs = 5000;
/** So long a call is told from a new one, ms: longer than anybody waits for a run to be mended. */
const keptMs = 90 * 86_400_000;

/**
 * Starts the other flow's run, or finds the one that was started before: its duplicate key is made of this run's lineage, step and item. Then looks whether it
 * has ended; its end wakes this run.
 */
export async function askFlow(resources: CallResources, asking: Asking<RequestFor<'flow'>>): Promise<CallResult> {
  const { request, before, now } = asking;
  let runId = before?.wait?.runId;
  const isReplay = runId !== undefined && waitedBefore(asking) === undefined;
  // Until the other run has begun, the time at which it is tried again stands where the end of the wait will.
  const until = endOf(runId === undefined ? { ...asking, before: undefined } : asking, request.timeoutSeconds);
  if (runId === undefined) {
    const started = await start(resources, asking);
    if ('refused' in started) return failed(asking, started.refused);
    if ('busy' in started) return goesOn(asking, now + busyMs, { flow: request.flow });
    runId = started.runId;
  }
  const shown = { flow: request.flow, runId };
  if (request.mode === 'start') return ended(asking, { outcome: 'started', runId }, shown);
  const called = await resources.runs.get(runId);
  if (!called)
    return failed(asking, {
      code: 'CALLED_RUN_GONE',
      message: `The called run ${runId} is past its retention, so its answer is not known. Look the order up before you send the message again.`,
    });
  const isOver = until !== null && until <= now;
  if (!isFinal(called.status)) return isOver ? ended(asking, { outcome: 'timed out' }, shown) : goesOn(asking, until, shown);
  if (called.status === 'done' || isMended(called)) return ended(asking, await answerOf(resources, called), shown);
  if (isReplay && (await resources.reopen(runId))) return goesOn(asking, until, shown);
  const wait = { for: 'flow' as const, since: before?.wait?.since ?? now, ...shown };
  return failed(asking, { code: 'CALLED_FLOW_FAILED', message: reasonOf(called) }, wait);
}

type Started =
  | { readonly runId: string }
  | { readonly busy: true }
  | { readonly refused: { readonly code: string; readonly message: string } };

async function start({ deployments, plans, accept }: CallResources, asking: Asking<RequestFor<'flow'>>): Promise<Started> {
  const { run, request, pending, nodeId, body = 'null' } = asking;
  const depth = (run.pinned.caller?.depth ?? 0) + 1;
  if (depth > deepestCall)
    return {
      refused: {
        code: 'CALLED_TOO_DEEP',
        message: `Flows called each other ${deepestCall} times in a row, so the call of "${request.flow}" was not made: they probably call in a circle. Correct the flows, then replay.`,
      },
    };
  const deployed = deployments.current().find(({ env, flow }) => env === run.env && flow.id === request.flow);
  const plan = deployed && plans.compiled(deployed.flow, deployed.version, deployed.hash);
  if (!plan)
    return {
      refused: {
        code: 'FLOW_NOT_DEPLOYED',
        message: `The flow "${request.flow}" ${deployed ? 'cannot be compiled' : 'is not deployed'} in ${run.env}, so it was not called. Deploy a version that works, then replay.`,
      },
    };
  const accepted = await accept({
    // Nobody waits here for the answer: the end of the run wakes this one.
    plan: plan.waitsForAnswer ? { ...plan, waitsForAnswer: false } : plan,
    env: run.env,
    text: body,
    bytes: Buffer.byteLength(body),
    bodyHash: hash('sha256', body, 'hex'),
    contentType: 'application/json',
    headers: {},
    query: {},
    sender: 'flow',
    idempotencyKey: `${run.lineage}/${nodeId}/${pending.item}/${asking.before?.generation ?? 0}`,
    windowMs: keptMs,
    causationId: run.id,
    correlationId: run.correlationId,
    kind: 'call',
    caller: { run: run.id, node: nodeId, item: pending.item, depth, isWaiting: request.mode === 'wait' },
  });
  return 'runId' in accepted ? { runId: accepted.runId } : { busy: true };
}

/** Ended with exceptions that have all been resolved since. */
function isMended({ progress }: RunDocument): boolean {
  const { dead } = progress === '' ? { dead: [] } : (JSON.parse(progress) as Progress);
  return dead.length > 0 && dead.every(({ state }) => state === 'resolved');
}

/** As JSON text: the body that the Respond step stored is handed on as it is. A run that was mended by a replay may have answered there. */
async function answerOf({ runs }: CallResources, called: RunDocument): Promise<string> {
  const replays =
    called.answer === null ? (await runs.find({ where: { replayOf: called.id }, limit: 50, select: ['id', 'answer'] })).items : [];
  const stored = called.answer ?? replays.findLast(({ answer }) => answer !== null)?.answer ?? null;
  const body = stored === null ? 'null' : (JSON.parse(stored) as StoredAnswer).body;
  return `{"outcome":"finished","runId":${JSON.stringify(called.id)},"answer":${body}}`;
}

function reasonOf({ id, flow, status, progress }: RunDocument): string {
  const { dead, runFailed } = progress === '' ? { dead: [], runFailed: undefined } : (JSON.parse(progress) as Progress);
  const why = (runFailed ?? dead[0]?.error)?.message ?? '';
  const what =
    status === 'cancelled'
      ? 'was cancelled'
      : status === 'superseded'
        ? 'was overtaken by a later message'
        : status === 'partial'
          ? `lost ${dead.length} of its records`
          : 'failed';
  return `The called flow "${flow}" ${what} (run ${id}). ${why} Mend it there or replay here: the called run is taken up where it failed.`.replace(
    /\s+/g,
    ' ',
  );
}
