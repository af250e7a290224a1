import { randomUUID } from 'node:crypto';
import type { QueuedRun } from '../../queue/run-queue.ts';
import type { Text } from '../../sandbox/sandbox.ts';
import type { Blobs } from '../../store/blobs.ts';
import { chunkText, headOf } from '../chunks/chunk-text.ts';
import { createSealedBlobs } from '../chunks/sealed-stream.ts';
import { followOf } from '../compose/follow.ts';
import type { Ordering } from '../ordering/ordering.ts';
import type { HeldRuns } from '../pause/held-runs.ts';
import type { Plan } from '../plan/plan.ts';
import { settleOriginal } from '../replay/original.ts';
import { type ActiveRun, activeRun, exception, type OpenCorrection, progressOf } from '../run/active-run.ts';
import { noProgress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { readRecord } from '../run/run-record.ts';
import type { RunnerResources } from '../run/runner.ts';
import { isFinal } from '../run/statuses.ts';
import { due, notDue } from './due.ts';

/** A run that has taken its process down more often is not started again. */
const lastRecovery = 3;

export type ClaimResources = RunnerResources & {
  readonly ordering: Pick<Ordering, 'leave'>;
  readonly blobs: Blobs;
  readonly heldRuns: HeldRuns;
  readonly planOf: (document: Pick<RunDocument, 'flow' | 'version' | 'flowHash'>) => Promise<Plan | null>;
};

/**
 * Takes a due run over by one compare-and-set, which raises its token, and loads what it needs to go on. Undefined when somebody else has it, or when it cannot
 * go on and was ended as an exception.
 */
export async function claimRun(resources: ClaimResources, job: QueuedRun): Promise<ActiveRun | undefined> {
  const { runs } = resources;
  const document = await runs.get(job.runId);
  if (!document || document.owner !== null || document.dispatch !== job.dispatch || isFinal(document.status)) return undefined;
  if (resources.heldRuns.isHeld(document)) {
    await resources.heldRuns.putAside(document, null);
    return undefined;
  }
  const claimed = {
    ...document,
    owner: resources.lease.workerId,
    ...notDue,
    token: document.token + 1,
    recoveries: document.recoveries + document.isOrphan,
    isOrphan: 0,
    parkedFor: null,
    status: 'running' as const,
    writeId: randomUUID(),
  };
  const { owner, token, recoveries, isOrphan, parkedFor, status, writeId } = claimed;
  const set = { owner, ...notDue, token, recoveries, isOrphan, parkedFor, status, writeId };
  const isOurs = await runs.update(document.id, { where: { token: document.token, owner: null, dispatch: document.dispatch }, set });
  if (!isOurs) return undefined;
  try {
    return await load(resources, claimed);
  } catch (error) {
    await handBack(resources, claimed);
    throw error;
  }
}

async function load(resources: ClaimResources, claimed: RunDocument): Promise<ActiveRun | undefined> {
  const plan = await resources.planOf(claimed);
  if (!plan) {
    const why = `Version ${claimed.version} of flow ${claimed.flow} cannot be found or no longer be compiled, so the run could not go on. Publish a version that works and send the message again.`;
    await end(resources, claimed, undefined, 'FLOW_NOT_FOUND', why);
    return undefined;
  }
  const run = activeRun(claimed, plan, await readMessage(resources, claimed));
  run.corrections = correctionsOf(resources, claimed);
  await loadRecord(resources, run);
  if (claimed.recoveries <= lastRecovery) return run;
  const why = `The runtime went down ${claimed.recoveries} times while it worked on this run, so it is not started again. Other runs are not affected. Have its message and steps looked at before you replay it.`;
  await end(resources, claimed, run, 'POISON', why);
  return undefined;
}

/** Puts a run back for the feeder, in two seconds. Resolves to when it is due, or to null when it is no longer ours. */
export async function handBack(
  { runs, clock, lease }: RunnerResources,
  run: Pick<RunDocument, 'id' | 'token' | 'dispatch' | 'env' | 'lane' | 'priority'>,
): Promise<number | null> {
  const dueAt = clock.now() + 2000;
  const set = { owner: null, ...due(run, dueAt), dispatch: run.dispatch + 1, writeId: randomUUID() };
  return (await runs.update(run.id, { where: { token: run.token, owner: lease.workerId }, set })) ? dueAt : null;
}

async function end(
  resources: ClaimResources,
  document: RunDocument,
  run: ActiveRun | undefined,
  code: string,
  message: string,
): Promise<void> {
  const error = { code, message };
  const progress = run ? progressOf(run) : noProgress;
  const dead = [...progress.dead, exception({ node: 0, item: '*', error }, document.recoveries)];
  const set = {
    status: 'failed' as const,
    owner: null,
    orderTurn: null,
    follow: followOf({
      status: 'failed',
      settings: run?.plan.flow.settings ?? { compensate: 'never' },
      flow: document.flow,
      version: document.version,
      kind: document.kind,
      pinned: JSON.parse(document.pinned) as Pinned,
      plan: run?.plan,
      ledger: run?.ledger.values() ?? [],
    }),
    finishedAt: resources.clock.now(),
    openExceptions: dead.length,
    progress: JSON.stringify({ ...progress, dead, runFailed: error }),
    writeId: randomUUID(),
  };
  await resources.runs.update(document.id, { where: { token: document.token, owner: resources.lease.workerId }, set });
  await Promise.all([resources.ordering.leave(document), run && resources.waits.close(document.id)]);
  await settleOriginal(resources, {
    ...document,
    pinned: JSON.parse(document.pinned) as Pinned,
    dead: [],
    isBroken: true,
  });
}

/** The message's text, opened; empty when it is no longer kept. */
export async function messageOf(resources: Pick<ClaimResources, 'blobs' | 'seal'>, document: RunDocument): Promise<string> {
  const text = await readMessage(resources, document);
  return typeof text === 'string' ? text : Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString('utf8');
}

async function readMessage(resources: Pick<ClaimResources, 'blobs' | 'seal'>, document: RunDocument): Promise<Text> {
  if (document.message === null) {
    const { chunk, stream } = JSON.parse(document.pinned) as Pinned;
    if (document.messageBytes < 0) return '';
    if (chunk) return chunkText(createSealedBlobs(resources), document, chunk);
    if (stream) return headOf(createSealedBlobs(resources), document, stream.length);
  }
  const sealed = document.message ?? (await resources.blobs.get(`${document.lineage}/message`));
  return sealed === null ? '' : resources.seal.open(document.env, sealed);
}

/** What people have corrected for this replay, and for those that it came from. */
export function correctionsOf(
  { seal }: Pick<ClaimResources, 'seal'>,
  { env, pinned }: Pick<RunDocument, 'env' | 'pinned'>,
): readonly OpenCorrection[] | undefined {
  return (JSON.parse(pinned) as Pinned).corrections?.map(({ node, by, bodies }) => ({
    node,
    by,
    bodies: seal.open(env, Buffer.from(bodies, 'base64')).toString('utf8'),
  }));
}

/** Gives the run the answers it had, so that confirmed calls are not made again. */
async function loadRecord(resources: ClaimResources, run: ActiveRun): Promise<void> {
  const document = run.record === null ? null : await resources.records.get(run.record);
  if (!document) return;
  const record = readRecord(resources.seal.open(run.env, document.sealed).toString('utf8'));
  for (const [id, body] of record.answers) run.answers.set(id, body);
  run.exchanges.push(...record.exchanges);
}
