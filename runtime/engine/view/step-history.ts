import type { Filter } from '../../store/store.ts';
import { type ClaimResources, messageOf } from '../dispatch/claim.ts';
import type { RunDocument, RunKind } from '../run/run-document.ts';
import { readRecord } from '../run/run-record.ts';
import type { StepHistory, StepHistoryQuery } from '../run-service.ts';
import { redact, redactionOf } from './redact.ts';
import { stepDetail } from './step-detail.ts';

/** Runs looked at, at most, however few of them came to the step. */
const mostRuns = 1000;
/** Bodies handed out, in characters of JSON. */
const mostCharacters = 8_000_000;
/** Runs read at once. */
const pageOfRuns = 25;
/** A person waits for this, ms. */
const patience = 2500;
const dayMs = 86_400_000;

/** Runs that see a record for the first time: replays and continuations would count it again. */
const kinds: readonly RunKind[] = ['message', 'chunk', 'call', 'error'];

const needed = [
  'id',
  'env',
  'flow',
  'version',
  'flowHash',
  'createdAt',
  'record',
  'message',
  'messageBytes',
  'pinned',
  'lineage',
  'shownKeys',
] as const satisfies readonly (keyof RunDocument)[];

/** What came into a step in past runs of any version, newest first, as people see it. Tests are left out. */
export async function stepHistory(resources: ClaimResources, { env, flow, nodeId, limit, days }: StepHistoryQuery): Promise<StepHistory> {
  const started = resources.clock.now();
  const items: StepHistory['items'][number][] = [];
  let [runs, captured, characters] = [0, 0, 0];
  let after: string | null = null;
  const where: Filter<RunDocument> = { env, flow, isTest: 0, kind: { in: kinds }, createdAt: { gte: started - days * dayMs } };
  const isEnough = () =>
    items.length >= limit || runs >= mostRuns || characters >= mostCharacters || resources.clock.now() - started >= patience;
  do {
    const page: Awaited<ReturnType<typeof resources.runs.find>> = await resources.runs.find({
      where,
      sort: { by: 'createdAt', direction: 'down' },
      limit: pageOfRuns,
      after,
      select: needed,
    });
    for (const arrived of await Promise.all(page.items.map((run) => arrivedIn(resources, run, nodeId)))) {
      if (isEnough()) break;
      runs += 1;
      if (!arrived) continue;
      captured += 1;
      items.push(...arrived.slice(0, limit - items.length));
      for (const { json } of arrived) characters += JSON.stringify(json)?.length ?? 0;
    }
    after = page.next;
  } while (after !== null && !isEnough());
  return { items, runs, captured };
}

/** What one run brought to the step; null when nothing of the run was kept, or it had no such step. */
async function arrivedIn(resources: ClaimResources, run: RunDocument, nodeId: string): Promise<StepHistory['items'] | null> {
  if (run.record === null || run.messageBytes < 0) return null;
  const [plan, stored] = await Promise.all([resources.planOf(run), resources.records.get(run.record)]);
  const planned = plan?.nodes.find(({ node }) => node.id === nodeId);
  const { steps } = stored ? readRecord(resources.seal.open(run.env, stored.sealed).toString('utf8')) : { steps: null };
  if (!plan || !planned || !steps) return null;
  const detail = stepDetail({ plan, nodeId, records: steps, exchanges: [], message: await messageOf(resources, run) });
  if (!detail) return null;
  const hidden = redactionOf(plan.flow.settings.redact);
  const notes = steps.get(planned.index)?.notes ?? {};
  const [key] = run.shownKeys === '' ? [] : (JSON.parse(run.shownKeys) as [string, string][]);
  return Object.values(detail.input).flatMap((arrived) =>
    arrived
      .filter((item) => !item.isCut)
      .map((item) => ({
        runId: run.id,
        title: item.key ?? key?.[1] ?? run.id,
        at: new Date(run.createdAt).toISOString(),
        itemId: item.id,
        json: item.json ?? null,
        note: redact(notes[item.id] ?? null, hidden),
      })),
  );
}
