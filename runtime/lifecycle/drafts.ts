import { check } from '@crossdock/flows/check/check';
import type { CheckOptions } from '@crossdock/flows/check/context';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { OperationError } from '@crossdock/flows/operations/operation-error';
import { rebase } from '@crossdock/flows/operations/rebase';
import type { Operation } from '@crossdock/flows/operations/vocabulary';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import type { Store } from '../store/store.ts';
import { type DraftDocument, draftSchema, editSchema } from './draft-documents.ts';
import { freeId, slugOf } from './flow-id.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';
import { type FlowSummary, summaryOf } from './flow-summary.ts';
import type { Draft, Flows } from './flows.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { invalidFlow, noSuchFlow } from './refusals.ts';

/** Edits older than this many revisions are forgotten: who comes with an older revision is told, and loads the draft anew. */
const keptEdits = 2000;

export type DraftResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly knowledge: FlowKnowledge;
  readonly bulletin: Bulletin;
  /** The names of the connections of any environment. */
  readonly connectionNames: () => readonly string[];
  /** The tables of all environments. */
  readonly lookupTables: () => NonNullable<CheckOptions['lookups']>;
  /** Of all environments. */
  readonly variableNames: () => readonly string[];
  /** How many semantic changes lie between the newest version and this document. */
  readonly changesSince: (flow: Flow, version: number | null) => Promise<number>;
  readonly deploymentsOf: (flowId: string) => Readonly<Record<string, number>>;
};

export type Drafts = Pick<Flows, 'create' | 'draft' | 'channelOf' | 'replace' | 'edit' | 'list' | 'onEdit'> & {
  /** Marks the draft as removed. */
  remove(id: string, by: string): Promise<void>;
  /** Notes a new newest version of the flow. */
  published(id: string, version: number): Promise<void>;
  /** Lets nobody else change this flow meanwhile. */
  alone<T>(id: string, work: () => Promise<T>): Promise<T>;
};

type DraftEdit = Parameters<Parameters<Flows['onEdit']>[0]>[0];

export function createDrafts(resources: DraftResources): Drafts {
  const { store, clock, audit, knowledge, bulletin, connectionNames, lookupTables, variableNames, changesSince, deploymentsOf } = resources;
  const drafts = store.collection(draftSchema);
  const edits = store.collection(editSchema);
  const alone = oneAtATime();

  const problemsOf = (flow: Flow) =>
    check(flow, knowledge.catalog, {
      ...knowledge.checkOptions,
      connections: connectionNames(),
      lookups: lookupTables(),
      variables: variableNames(),
    });

  const errorsIn = (flow: Flow) => problemsOf(flow).filter(({ severity }) => severity === 'error').length;

  async function stored(id: string): Promise<DraftDocument> {
    const document = await drafts.get(id);
    if (!document || document.removedAt !== null) throw noSuchFlow(id);
    return document;
  }

  function shown(document: DraftDocument, flow: Flow): Draft {
    return {
      flow,
      revision: document.revision,
      updatedAt: new Date(document.updatedAt).toISOString(),
      updatedBy: document.updatedBy,
      problems: problemsOf(flow),
      latestVersion: document.latestVersion,
      deployments: deploymentsOf(document.id),
      changes: document.changes,
    };
  }

  /** Writes the draft's next revision, and what led to it. */
  async function write(
    before: DraftDocument | null,
    flow: Flow,
    operations: readonly Operation[] | null,
    by: string,
  ): Promise<DraftDocument> {
    const latestVersion = before?.latestVersion ?? null;
    const document: DraftDocument = {
      id: flow.id,
      name: flow.name,
      revision: (before?.revision ?? 0) + 1,
      updatedAt: clock.now(),
      updatedBy: by,
      latestVersion,
      changes: await changesSince(flow, latestVersion),
      removedAt: null,
      summary: JSON.stringify({ ...summaryOf(flow, knowledge), errors: errorsIn(flow) }),
      document: JSON.stringify(flow),
    };
    const { id, ...set } = document;
    if (before === null) await drafts.insert(document);
    else if (!(await drafts.update(id, { where: { revision: before.revision }, set }))) throw await stale(id);
    // Written behind the draft: an edit that is missing here only costs a merge, never a change.
    await edits.upsert({
      id: `${id}/${document.revision}`,
      flow: id,
      revision: document.revision,
      at: document.updatedAt,
      by,
      operations: operations && JSON.stringify(operations),
    });
    if (document.revision % 100 === 0) await edits.removeWhere({ flow: id, revision: { lt: document.revision - keptEdits } });
    bulletin.publish('edits', JSON.stringify({ flowId: id, revision: document.revision, by } satisfies DraftEdit));
    return document;
  }

  /** The operations between a revision and now; null when they are not all known. */
  async function since(document: DraftDocument, revision: number): Promise<readonly Operation[] | null> {
    const missing = document.revision - revision;
    if (missing > keptEdits) return null;
    const page = await edits.find({
      where: { flow: document.id, revision: { gt: revision } },
      sort: { by: 'revision', direction: 'up' },
      limit: missing,
    });
    if (page.items.length !== missing || page.items.some((edit) => edit.operations === null)) return null;
    return page.items.flatMap((edit) => JSON.parse(edit.operations ?? '[]') as Operation[]);
  }

  async function stale(id: string, details: ConstructorParameters<typeof Refusal>[2] = []): Promise<Refusal> {
    const document = await stored(id);
    const message = `${document.updatedBy} changed this flow meanwhile, in the same place. Your changes were not saved; look at the current draft (revision ${document.revision}) and make them again.`;
    return new Refusal('STALE_REVISION', message, details, { current: shown(document, parse(document)) });
  }

  async function rebased(document: DraftDocument, revision: number, operations: readonly Operation[]): Promise<readonly Operation[]> {
    if (revision === document.revision) return operations;
    if (revision > document.revision) {
      throw await stale(document.id, [{ path: 'body.revision', message: `the draft is at revision ${document.revision}` }]);
    }
    const theirs = await since(document, revision);
    const result = theirs && rebase(operations, theirs);
    if (result && 'merged' in result) return result.merged;
    const fields = result ? [...new Set(result.conflicts.flatMap((conflict) => conflict.fields))] : [];
    throw await stale(
      document.id,
      fields.map((path) => ({ path, message: 'was changed by somebody else as well' })),
    );
  }

  return {
    alone,

    async create({ name, channel, flow, by }) {
      const given = isObject(flow) ? flow : {};
      const wanted = typeof given.id === 'string' && given.id !== '' ? given.id : null;
      const isTaken = async (id: string) => (await drafts.get(id)) !== null;
      const id = wanted ?? (await freeId(slugOf(name), isTaken));
      return alone(id, async () => {
        if (await isTaken(id)) {
          throw new Refusal(
            'FLOW_EXISTS',
            `There is a flow "${id}" already. Replace it with PUT /api/flows/${id}, or give the new one another id.`,
            [{ path: 'body.from.flow.id', message: 'is taken; use another id or leave it out' }],
          );
        }
        const document = flow === undefined ? { format: 1, id, name } : { ...given, id, ...(wanted === null ? { name } : {}) };
        const read = readFlow(channel === undefined ? document : { ...document, channel });
        if (!read.ok) throw invalidFlow(read.problems);
        const draft = await write(null, read.flow, null, by);
        await audit.record({ by, act: 'flow.created', subject: id, details: { name: read.flow.name } });
        return shown(draft, read.flow);
      });
    },

    async draft(id) {
      const document = await stored(id);
      return shown(document, parse(document));
    },

    replace: (id, { flow, revision, by }) =>
      alone(id, async () => {
        const before = await drafts.get(id);
        if (revision !== undefined && revision !== (before?.revision ?? 0)) throw before ? await stale(id) : noSuchFlow(id);
        const read = readFlow(isObject(flow) ? { ...flow, id } : flow);
        if (!read.ok) throw invalidFlow(read.problems);
        const document = await write(before, read.flow, null, by);
        await audit.record({
          by,
          act: before && before.removedAt === null ? 'flow.replaced' : 'flow.created',
          subject: id,
          details: { revision: document.revision },
        });
        return shown(document, read.flow);
      }),

    remove: (id, by) =>
      alone(id, async () => {
        const document = await stored(id);
        await drafts.update(id, { set: { removedAt: clock.now() } });
        await audit.record({ by, act: 'flow.removed', subject: id, details: { revision: document.revision } });
      }),

    edit: (id, { revision, operations, by }) =>
      alone(id, async () => {
        const before = await stored(id);
        const merged = await rebased(before, revision, operations);
        const flow = parse(before);
        if (merged.length === 0) return { revision: before.revision, problems: problemsOf(flow), changes: before.changes };
        const edited = applied(flow, merged);
        const document = await write(before, edited, merged, by);
        await audit.record({
          by,
          act: 'flow.edited',
          subject: id,
          details: { revision: document.revision, operations: merged.map((operation) => operation.op) },
        });
        return { revision: document.revision, problems: problemsOf(edited), changes: document.changes };
      }),

    async channelOf(id) {
      const [found] = (await drafts.find({ where: { id }, limit: 1, select: ['id', 'summary'] })).items;
      return found ? (JSON.parse(found.summary) as FlowSummary).channel : null;
    },

    async published(id, version) {
      await drafts.update(id, { set: { latestVersion: version, changes: 0 } });
    },

    async list() {
      const rows: DraftDocument[] = [];
      let after: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof drafts.find>> = await drafts.find({
          where: { removedAt: null },
          sort: { by: 'name', direction: 'up' },
          limit: 1000,
          after,
          select: ['id', 'name', 'revision', 'updatedAt', 'updatedBy', 'latestVersion', 'changes', 'summary'],
        });
        rows.push(...page.items);
        after = page.next;
      } while (after !== null);
      return rows.map((row) => ({
        id: row.id,
        name: row.name,
        ...(JSON.parse(row.summary) as FlowSummary),
        draft: {
          revision: row.revision,
          isChanged: row.latestVersion === null || row.changes > 0,
          changes: row.changes,
          updatedAt: new Date(row.updatedAt).toISOString(),
          updatedBy: row.updatedBy,
        },
        latestVersion: row.latestVersion,
        deployments: deploymentsOf(row.id),
      }));
    },

    onEdit: (listener) => bulletin.subscribe('edits', (text) => listener(JSON.parse(text) as DraftEdit)),
  };
}

function applied(flow: Flow, operations: readonly Operation[]): Flow {
  try {
    const edited = applyAll(flow, operations).flow;
    const read = readFlow(edited);
    if (!read.ok) throw invalidFlow(read.problems);
    return read.flow;
  } catch (error) {
    if (!(error instanceof OperationError)) throw error;
    throw new Refusal('OPERATION_REFUSED', error.message, [{ path: `body.operations[${error.position ?? 0}]`, message: error.code }]);
  }
}

/** A stored document of any format, upgraded in memory. */
function parse(document: DraftDocument): Flow {
  const read = readFlow(JSON.parse(document.document));
  if (!read.ok) throw invalidFlow(read.problems);
  return read.flow;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
