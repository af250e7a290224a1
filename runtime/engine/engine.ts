import type { EffectNode } from '@crossdock/nodes/contract/define-node';
import { createCallHours } from '../connections/flow/call-hours.ts';
import { createFlowControl } from '../connections/flow/flow-control.ts';
import { noTables } from '../lookups/lookup-tables.ts';
import { previewStep } from '../rehearsal/preview-step.ts';
import { noVariables } from '../variables/variable-source.ts';
import { type Accepted, type Arriving, accept } from './accept/accept.ts';
import { createRollouts } from './accept/rollouts.ts';
import { settledElsewhere } from './accept/settled-elsewhere.ts';
import { httpTransport } from './calls/http-transport.ts';
import { createCaller } from './calls/settle-calls.ts';
import { createTraffic, type Traffic } from './calls/traffic.ts';
import { createCancel } from './cancel.ts';
import { type ArrivingStream, acceptStream } from './chunks/accept-stream.ts';
import { replaysWithChunks } from './chunks/chunk-replays.ts';
import { createChunkedRunner } from './chunks/chunked-runner.ts';
import { createUploads, uploadCollection } from './chunks/uploads.ts';
import { type Composition, createComposition } from './compose/composition.ts';
import { createDispatcher, type Dispatcher, servesAll } from './dispatch/dispatcher.ts';
import { createLanes } from './dispatch/lanes.ts';
import type { EngineResources } from './engine-resources.ts';
import { evaluateExpressions } from './expressions/evaluate.ts';
import { hearOthers } from './hear-others.ts';
import { soleLease } from './lease/lease.ts';
import { createRole } from './lease/role.ts';
import { createTakeOver, orphan } from './lease/take-over.ts';
import { createOrdering } from './ordering/ordering.ts';
import { createOwnTriggers } from './own-triggers.ts';
import { createHeldRuns } from './pause/held-runs.ts';
import { PlanCache } from './plan/plan-cache.ts';
import { createBulkReplays } from './replay/bulk/bulk-replays.ts';
import { createReplays } from './replay/replays.ts';
import { createRetention } from './retention.ts';
import type { ActiveRun } from './run/active-run.ts';
import { recordCollection, runCollection } from './run/run-document.ts';
import { createSeal } from './run/seal.ts';
import type { RunService } from './run-service.ts';
import { startStepRun, startTestRun } from './test-run.ts';
import { createUpkeep } from './upkeep.ts';
import { createActivity } from './view/activity.ts';
import { createLive } from './view/live.ts';
import { createRunViews } from './view/run-views.ts';

export type Engine = RunService & {
  /** Takes up what the process before left unfinished, and begins to serve. Resolves to the number of runs taken over. */
  start(): Promise<number>;
  accept(arriving: Arriving): Promise<Accepted>;
  /** A message of any size, for a flow that works on it in chunks. Rejects with what the source throws. */
  acceptStream(arriving: ArrivingStream): Promise<Accepted>;
  /** The compiled plan of a flow that is deployed. */
  plans: PlanCache;
  /** What holds the connections' calls back. */
  readonly traffic: Traffic;
  /** Events from outside, and the decisions of people. */
  readonly waits: Pick<Composition['waits'], 'events' | 'approvals'>;
  /** Unfinished runs by lane. */
  backlog(): ReadonlyMap<string, number>;
  /** Counts since the start, for metrics. */
  stats(): {
    readonly accepted: number;
    readonly duplicates: number;
    readonly ended: Readonly<Record<string, number>>;
    readonly active: number;
  };
  /** Of all environments: how long the longest waiting ordering key has waited, in seconds; 0 when none does. */
  oldestOrderKey(): Promise<number>;
  retain(): Promise<number>;
  /**
   * Finishes what is under way and hands the rest back. A call that has no answer after `drainMs` (default 10,000) is cut off: its outcome is unknown, and the next
   * start asks again with the same key.
   */
  close(drainMs?: number): Promise<void>;
};

/** Wires the parts of the engine; decides nothing. */
export function createEngine(given: EngineResources): Engine {
  const { store, clock, deployments, log, sandbox, blobs } = given;
  const tables = given.tables ?? noTables;
  const variables = given.variables ?? noVariables;
  const runs = store.collection(runCollection);
  const records = store.collection(recordCollection);
  const seal = createSeal(given.secret);
  const lease = given.lease ?? soleLease();
  const { bulletin } = given;
  const elsewhere = bulletin && given.lease ? settledElsewhere({ bulletin, clock }) : undefined;
  const lanes = createLanes(store, () => bulletin?.publish('lanes', ''));
  const ordering = createOrdering({ store, runs, clock, poke: (at) => dispatcher.poke(at) });
  const feeding = createRole('feeder', { store, clock, lease });
  const isAlone = given.lease === undefined;
  /** A queue in memory is fed by its own process; a shared one by one of them. */
  const isFeeding = () => given.queue.kind === 'embedded' || feeding.isHeld();
  const { connections } = given;
  const heldRuns = createHeldRuns({ runs, deployments, clock, log, isFeeding, poke: (at) => dispatcher.poke(at) });
  const flowControl = createFlowControl({ store, clock, log, bulletin: isAlone ? undefined : bulletin });
  const callHours = createCallHours({ store, clock, stats: flowControl.stats });
  const transport = given.transport ?? httpTransport();
  const stream = transport.stream ?? (() => Promise.reject(new Error('there is nothing to fetch files with')));
  const caller = createCaller({ connections, transport, flowControl, clock, lease: given.lease });
  const plans = new PlanCache({ deployments, definitions: given.definitions, contracts: given.contracts, catchUp: given.catchUp });
  const rollouts = createRollouts({ deployments, plans, log });
  const activity = createActivity({ runs, clock, bulletin: isAlone ? undefined : bulletin });
  const ended: Record<string, number> = {};
  let accepted = 0;
  let duplicates = 0;
  const changed = (run: ActiveRun) => {
    // Of the runs of chunks their parent tells.
    if (run.kind === 'chunk') return;
    live.changed(run);
    if (run.finishedAt === null) return;
    ended[run.status] = (ended[run.status] ?? 0) + 1;
    activity.ended(run);
  };
  const composition = createComposition({
    store,
    runs,
    records,
    clock,
    seal,
    log,
    deployments,
    plans,
    accept: (arriving) => acceptCounted(arriving),
    endOfWait: given.endOfWait,
    dispatcher: () => dispatcher,
  });
  const shared = {
    waits: composition.waits,
    followUp: composition.followUp,
    runs,
    records,
    sandbox,
    tables,
    variables,
    caller,
    clock,
    seal,
    lease,
    ordering,
    lanes,
    elsewhere,
    isDiskLow: given.isDiskLow ?? (() => false),
    heldRuns,
    rollouts,
    isFull: (env: string) => {
      const most = given.environments?.get(env)?.limits.backlog ?? null;
      return most !== null && dispatcher.waitingOf(env) >= most;
    },
    tellSettled: elsewhere?.tell,
    log,
    changed,
    blobs,
    queue: given.queue,
    planOf: plans.planOf,
  };
  const dispatcher: Dispatcher = createDispatcher({
    ...shared,
    runner: createChunkedRunner({
      ...shared,
      chunkSandbox: given.chunkSandbox,
      chunkBytes: given.chunkBytes,
      poke: (at) => dispatcher.poke(at),
    }),
    serves: given.serves ?? servesAll,
    environmentOf: (env) => given.environments?.get(env),
    isFeeding,
    tellDue: (at) => bulletin?.publish('due', String(at)),
  });
  const resources = { ...shared, dispatcher };
  const traffic = createTraffic({
    flowControl,
    callHours,
    connections,
    runs,
    clock,
    poke: dispatcher.poke,
    failed: (connection, error) =>
      log.warn(
        { connection, error: String(error) },
        'not all runs of a resumed connection were woken; the others look again by themselves',
      ),
  });
  const cancellation = createCancel({ ...resources, composition, bulletin: isAlone ? undefined : bulletin });
  const takeOver = createTakeOver({ store, runs, clock, log, lease, onTaken: () => dispatcher.poke(clock.now()) });
  /** So often the others are looked at, ms. */
  const third = lease.leaseMs / 3;
  const upkeep = createUpkeep({
    clock,
    log,
    tasks: [
      ...(isAlone
        ? []
        : [
            { name: 'other workers', everyMs: third, run: () => takeOver.look() },
            { name: 'lanes', everyMs: 5000, run: () => dispatcher.readLanes() },
            { name: 'feeder', everyMs: third, run: () => feeding.look() },
          ]),
      { name: 'calls of connections', everyMs: 60_000, run: () => callHours.write() },
      { name: 'counts of held runs', everyMs: 5000, run: () => heldRuns.look() },
      { name: 'held runs', everyMs: 5000, run: async () => (isFeeding() ? heldRuns.sweep() : 0) },
      { name: 'strays', everyMs: 5000, run: () => dispatcher.findStrays() },
      { name: 'waits and ends of runs', everyMs: 5000, run: async () => (isFeeding() ? composition.sweep() : 0) },
      { name: 'old waits and events', everyMs: 600_000, run: async () => (isFeeding() ? composition.waits.forget() : 0) },
      { name: 'bulk replays', everyMs: 5000, run: async () => void bulkReplays.work() },
      { name: 'uploads', everyMs: 600_000, run: () => uploads.sweep() },
      { name: 'ordering keys', everyMs: 10_000, run: async () => (isFeeding() ? ordering.sweep() : 0) },
    ],
  });
  const uploads = createUploads({ uploads: store.collection(uploadCollection), runs, blobs, clock });
  const nameOfFlow = (id: string) => deployments.current().find((deployed) => deployed.flow.id === id)?.flow.name;
  const views = createRunViews({ ...resources, flowName: nameOfFlow });
  const replays = replaysWithChunks(
    createReplays({ ...resources, deployments, compiled: ({ flow, version, hash }) => plans.compiled(flow, version, hash) }),
    runs,
  );
  const bulkReplays = createBulkReplays({ ...resources, store, replays, workerId: () => lease.workerId });
  const live = createLive({ clock, events: (run, wantsSteps) => views.events(run, wantsSteps) });
  const retention = createRetention({
    runs,
    records,
    blobs,
    clock,
    log,
    policies: () => deployments.current().map(({ env, flow }) => ({ env, flow: flow.id, ...flow.settings.retention })),
    environments: () => (given.environments ? [...given.environments.list(), ...given.environments.removed()] : []),
  });
  const testing = { deployments, plans, clock, accept: (arriving: Arriving) => accept(resources, arriving) };
  const ownTriggers = createOwnTriggers({
    ...shared,
    store,
    deployments,
    plans,
    connections,
    stream,
    read: () => given.definitions.definitionOf('connector.http-read', 1) as EffectNode,
    accept: acceptCounted,
    acceptStream: takeStream,
  });
  let stopHearing: (() => void) | undefined;
  let stopFitting: (() => void) | undefined;

  function takeStream(arriving: ArrivingStream): Promise<Accepted> {
    return acceptStream({ blobs, clock, seal, uploads, accept: acceptCounted }, arriving);
  }

  async function acceptCounted(arriving: Arriving): Promise<Accepted> {
    const result = await accept(resources, arriving);
    if ('duplicate' in result) result.duplicate ? duplicates++ : accepted++;
    return result;
  }

  return {
    ...views,
    plans,
    traffic,
    waits: composition.waits,
    flowName: (id) => nameOfFlow(id) ?? id,
    async start() {
      await Promise.all([lease.start(), flowControl.start()]);
      if (isAlone) await uploads.sweep(0);
      const count = isAlone ? await orphan(runs, { not: null }, clock.now()) : await takeOver.look();
      if (!isAlone) await feeding.look();
      await dispatcher.open();
      upkeep.start();
      stopFitting = given.environments?.onChange(
        () =>
          void dispatcher
            .fitLanes()
            .catch((error: unknown) =>
              log.warn(
                { error: String(error) },
                'new limits of an environment count for part of its lanes only; they do for all from the next start on',
              ),
            ),
      );
      if (bulletin && !isAlone) stopHearing = hearOthers({ bulletin, dispatcher, cancellation, live, lease, clock, log, isFeeding });
      if (given.hasTriggers !== false) ownTriggers.start();
      return count;
    },
    accept: acceptCounted,
    acceptStream: takeStream,
    replayPlan: replays.plan,
    async replay(runId, request) {
      const replay = await replays.start(runId, request);
      if (replay) log.info({ run: runId, replay: replay.runId, by: request.by, reason: request.reason }, 'a run is replayed');
      return replay;
    },
    dismiss: replays.dismiss,
    bulkReplays,
    triggers: ownTriggers.triggers,
    async compensate(runId, asked) {
      log.info({ run: runId, ...asked }, 'a run is given up');
      return composition.compensate(runId, asked);
    },
    async orderKeys(env, limit) {
      const waiting = await ordering.waiting(env, limit);
      return waiting.map(({ key, flow, runs: count, oldest }) => ({
        key: key.slice(`${env}/${flow}/`.length),
        flow,
        runs: count,
        oldestAt: new Date(oldest).toISOString(),
      }));
    },
    flowCounts: activity.totals,
    held: (env, flow) => heldRuns.count(env, flow),
    cancel: cancellation.cancel,
    testRun: (request) => startTestRun(testing, request),
    stepRun: (request) => startStepRun(testing, request),
    previewStep: (request) => previewStep({ sandbox, tables, variables, clock, plans }, request),
    activity: (env) =>
      activity.read(
        env,
        deployments
          .current()
          .filter((deployed) => deployed.env === env)
          .map((deployed) => deployed.flow.id),
      ),
    subscribe: (filter, listener) => live.subscribe(filter, listener),
    evaluate: (request) => evaluateExpressions({ sandbox, tables, variables, clock }, request),
    backlog: () => dispatcher.backlog(),
    stats: () => ({ accepted, duplicates, ended: { ...ended }, active: [...dispatcher.allActive()].length }),
    async oldestOrderKey() {
      const envs = [...new Set(deployments.current().map((deployed) => deployed.env))];
      const oldest = (await Promise.all(envs.map((env) => ordering.waiting(env, 1)))).flat().map((key) => key.oldest);
      return oldest.length === 0 ? 0 : Math.max(0, clock.now() - Math.min(...oldest)) / 1000;
    },
    retain: () => retention.pass(),
    async close(drainMs = 10_000) {
      await ownTriggers.stop();
      stopHearing?.();
      stopFitting?.();
      heldRuns.close();
      rollouts.close();
      elsewhere?.close();
      await bulkReplays.close();
      await upkeep.close();
      retention.close();
      const drained = Promise.all([ownTriggers.drain(), dispatcher.drain()]);
      const patience = setTimeout(() => void caller.close(), drainMs);
      await drained;
      await composition.close();
      clearTimeout(patience);
      await dispatcher.close();
      if (!isAlone) await feeding.close();
      await lease.close();
      activity.close();
      live.close();
      await callHours
        .write()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the last minute of calls is missing in the charts'));
      flowControl.close();
      await caller.close();
    },
  };
}
