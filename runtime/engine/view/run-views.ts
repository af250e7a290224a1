import type { Flow, SampleMessage } from '@crossdock/flows/document/flow';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import { withoutPins } from '../../rehearsal/test-flows.ts';
import type { StepRecord } from '../../sandbox/region/protocol.ts';
import { chunkId } from '../chunks/chunk-reference.ts';
import { chunkExceptions, chunkList, openInChunks } from '../chunks/chunk-views.ts';
import type { ClaimResources } from '../dispatch/claim.ts';
import { correctionsOf, messageOf } from '../dispatch/claim.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import type { Plan } from '../plan/plan.ts';
import { type ActiveRun, messageText, progressOf, type StoredAnswer } from '../run/active-run.ts';
import { noProgress } from '../run/progress.ts';
import type { Pinned, RunDocument } from '../run/run-document.ts';
import { type RunRecord, readRecord } from '../run/run-record.ts';
import type { RunDetail, RunEvent, RunService, StepDetail } from '../run-service.ts';
import { ledgerOf } from './ledger.ts';
import { lineageOf } from './lineage.ts';
import { redact, redactionOf } from './redact.ts';
import { compensationState, relatedRuns } from './related.ts';
import { runDetail } from './run-detail.ts';
import { runFilterOf } from './run-filter.ts';
import { type Corrected, outputsOf, stepDetail } from './step-detail.ts';
import { stepHistory } from './step-history.ts';
import { edgesOf, stepsOf } from './steps.ts';
import { readProgress, type SummaryFields, summarise, summaryFields } from './summarise.ts';
import { waitEndsOf } from './wait-ends.ts';
import { wholeRun } from './whole-run.ts';

type Resources = ClaimResources & { readonly dispatcher: Dispatcher; readonly flowName: (flowId: string) => string | undefined };
export type RunViews = Pick<
  RunService,
  'list' | 'get' | 'place' | 'chunks' | 'step' | 'stepHistory' | 'lineage' | 'ledger' | 'message' | 'waitEnds' | 'whole' | 'flow'
> & {
  events(run: ActiveRun, wantsSteps: boolean): readonly RunEvent[];
};

/** Runs as people see them: from the store, with what this process knows of runs under way laid over it. */
export function createRunViews(resources: Resources): RunViews {
  const { runs, dispatcher } = resources;
  const nameOf = (flow: string, plan?: Plan | null) => resources.flowName(flow) ?? plan?.flow.name ?? flow;

  /** Looked up once for each flow; one that was never published has its name in what was tested. */
  async function withNames(documents: readonly SummaryFields[]): Promise<(document: SummaryFields) => string> {
    const oneOf = new Map(documents.map((document) => [document.flow, document]));
    const names = await Promise.all(
      [...oneOf].map(async ([id, one]) => [id, resources.flowName(id) ?? nameOf(id, await resources.planOf(one))] as const),
    );
    const nameOfId = new Map(names);
    return ({ flow }) => nameOfId.get(flow) ?? flow;
  }

  async function load(runId: string): Promise<{ document: RunDocument; plan: Plan } | null> {
    const document = await runs.get(runId);
    const plan = document && (await resources.planOf(document));
    return document && plan ? { document, plan } : null;
  }

  function correctedIn(document: RunDocument): readonly Corrected[] {
    return (correctionsOf(resources, document) ?? []).map(({ node, by, bodies }) => ({
      node,
      by,
      items: parseExact(bodies) as Corrected['items'],
    }));
  }

  return {
    async list(query) {
      const page = await runs.find({
        where: runFilterOf(query),
        sort: { by: 'createdAt', direction: 'down' },
        limit: query.limit ?? 50,
        after: query.after ?? null,
        select: summaryFields,
      });
      const nameIn = await withNames(page.items);
      return {
        items: page.items.map((document) => summarise(document, nameIn(document), dispatcher.active(document.id))),
        next: page.next,
      };
    },
    async get(runId) {
      const loaded = await load(runId);
      if (!loaded) return null;
      const { document, plan } = loaded;
      const active = dispatcher.active(runId);
      const replays = await runs.find({ where: { replayOf: runId }, limit: 100, select: ['id', 'status', 'createdAt'] });
      const answer = active?.answer ?? (document.answer === null ? null : (JSON.parse(document.answer) as StoredAnswer));
      const { stream } = JSON.parse(document.pinned) as Pinned;
      const [related, compensation, inChunks, openInside] = await Promise.all([
        relatedRuns(runs, document, nameOf),
        active ? null : compensationState(runs, document, plan),
        stream ? chunkExceptions(runs, runId) : [],
        stream ? openInChunks(runs, runId) : 0,
      ]);
      const summary = summarise(document, nameOf(document.flow, plan), active);
      return runDetail({
        document,
        related,
        compensation,
        inChunks,
        summary: { ...summary, openExceptions: summary.openExceptions + openInside },
        plan,
        progress: active ? progressOf(active) : readProgress(document.progress),
        answer,
        corrected: correctedIn(document).flatMap(({ items }) => Object.keys(items)),
        replays: replays.items.map((replay) => ({
          id: replay.id,
          status: dispatcher.active(replay.id)?.status ?? replay.status,
          createdAt: new Date(replay.createdAt).toISOString(),
        })),
      });
    },
    async place(runId) {
      const [found] = (await runs.find({ where: { id: runId }, limit: 1, select: ['id', 'env', 'flow', 'channel'] })).items;
      return found ? { env: found.env, flow: found.flow, channel: found.channel } : null;
    },
    async chunks(runId, page) {
      return (await runs.count({ id: runId }, 1)) === 0 ? null : chunkList(runs, runId, page);
    },
    async step(runId, nodeId): Promise<StepDetail | null> {
      const loaded = await load(runId);
      if (!loaded) return null;
      const { document, plan } = loaded;
      // Of a big message the first chunk shows what its records look like.
      if (isInChunks(plan, document, nodeId) && (await runs.count({ id: chunkId(runId, 0) }, 1)) > 0)
        return this.step(chunkId(runId, 0), nodeId);
      const active = dispatcher.active(runId);
      const record = active ? undefined : await recordOf(resources, document);
      const records = active ? liveRecords(active) : (record?.steps ?? null);
      return stepDetail({
        plan,
        nodeId,
        records,
        exchanges: active?.exchanges ?? record?.exchanges ?? [],
        message: active ? messageText(active) : await messageOf(resources, document),
        corrected: correctedIn(document),
      });
    },
    async lineage(runId, nodeId, itemId) {
      const [loaded, run] = await Promise.all([load(runId), this.get(runId)]);
      if (!loaded || !run) return null;
      const { document, plan } = loaded;
      const active = dispatcher.active(runId);
      const records = active ? liveRecords(active) : ((await recordOf(resources, document))?.steps ?? null);
      if (!records) return { runId, title: run.title, isCaptured: false, origin: null, steps: [] };
      const message = active ? messageText(active) : await messageOf(resources, document);
      const outputs = outputsOf(plan, records, plan.nodes.length - 1, message, correctedIn(document));
      return lineageOf({ plan, outputs, run, nodeId, itemId });
    },
    stepHistory: (query) => stepHistory(resources, query),
    async ledger(runId, query) {
      const loaded = await load(runId);
      if (!loaded) return null;
      const { document, plan } = loaded;
      const active = dispatcher.active(runId);
      const progress = (active ? progressOf(active) : readProgress(document.progress)) ?? noProgress;
      return ledgerOf(plan, progress, query, resources.clock.now());
    },
    async message(runId): Promise<SampleMessage | null> {
      const loaded = await load(runId);
      if (!loaded || loaded.document.messageBytes < 0) return null;
      const { document, plan } = loaded;
      const { headers, query } = JSON.parse(document.pinned) as Pinned;
      return {
        ...shownMessage(await messageOf(resources, document), redactionOf(plan.flow.settings.redact)),
        contentType: document.contentType,
        headers: { ...headers },
        query: { ...query },
      };
    },
    async waitEnds(runId) {
      const loaded = await load(runId);
      if (!loaded) return null;
      const { document, plan } = loaded;
      const active = dispatcher.active(runId);
      const answers = active?.answers ?? (await recordOf(resources, document))?.answers;
      return waitEndsOf(plan, active ? progressOf(active) : (readProgress(document.progress) ?? noProgress), answers ?? new Map());
    },
    async whole(runId) {
      const loaded = await load(runId);
      if (!loaded || loaded.document.finishedAt === null || loaded.document.messageBytes < 0 || dispatcher.active(runId)) return null;
      const { document, plan } = loaded;
      const [record, message] = await Promise.all([recordOf(resources, document), messageOf(resources, document)]);
      return wholeRun({ document, plan, progress: readProgress(document.progress), record, message });
    },
    async flow(runId): Promise<Flow | null> {
      const loaded = await load(runId);
      return loaded && withoutPins(loaded.plan.flow);
    },
    events(run, wantsSteps) {
      const document = {
        id: run.id,
        env: run.env,
        flow: run.plan.flow.id,
        version: run.plan.version,
        flowHash: run.plan.hash,
        channel: run.plan.flow.channel,
        status: run.status,
        createdAt: run.createdAt,
        finishedAt: run.finishedAt,
        dueAt: run.dueAt,
        attempt: run.attempt,
        correlationId: run.correlationId,
        shownKeys: run.shownKeys,
        openExceptions: null,
        isTest: run.plan.version === 0 ? 1 : 0,
        replayOf: run.replayOf,
        kind: run.kind,
        progress: '',
      };
      const events: RunEvent[] = [{ event: 'run', data: summarise(document, nameOf(run.plan.flow.id, run.plan), run) }];
      const progress = progressOf(run);
      if (wantsSteps)
        events.push({
          event: 'steps',
          data: {
            runId: run.id,
            steps: stepsOf(run.plan, progress, run.status, run.pinned.compensates !== undefined),
            edges: edgesOf(run.plan, progress) as RunDetail['edges'],
          },
        });
      return events;
    },
  };
}

function isInChunks({ nodes, source }: Plan, { pinned }: RunDocument, nodeId: string): boolean {
  if (!source || !(JSON.parse(pinned) as Pinned).stream) return false;
  const part = source.parts[nodes.findIndex(({ node }) => node.id === nodeId)];
  return part === 'before' || part === 'chunk';
}

/** JSON as a body, so that it can be looked at and edited; any other text as it is. */
function shownMessage(text: string, hidden: ReadonlySet<string>): { body: unknown } | { text: string } {
  try {
    return { body: redact(parseExact(text), hidden) };
  } catch {
    return { text };
  }
}

async function recordOf(resources: Resources, document: RunDocument): Promise<RunRecord | undefined> {
  const record = document.record === null ? null : await resources.records.get(document.record);
  return record ? readRecord(resources.seal.open(document.env, record.sealed).toString('utf8')) : undefined;
}

function liveRecords(run: ActiveRun): ReadonlyMap<number, StepRecord> {
  return new Map((JSON.parse(`[${run.captures.join(',')}]`) as StepRecord[]).map((record) => [record.node, record]));
}
