import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { keyOf } from '@crossdock/nodes/library/lookup-index';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { type Collection, DuplicateKey, type Store } from '../store/store.ts';
import { checkedTable } from './check-table.ts';
import { compareRows, type RowChange } from './compare-rows.ts';
import { editRows } from './edit-rows.ts';
import { keptVersions, type Lookup, type LookupContent, type LookupTable } from './lookup.ts';
import type { Decision, LookupBook, LookupChange, RowEvent, Saving, StoredVersion } from './lookup-book.ts';
import { type LookupDocument, type LookupRowsDocument, lookupRowsSchema, lookupSchema } from './lookup-documents.ts';
import { entryOf, type KeptVersion, type LookupEntry, rulesOf, type StoredDraft, tableFields } from './lookup-entry.ts';
import { draftToDecide, overtakenDraft, staleSave, whyNotApprove } from './lookup-refusals.ts';
import { keptChanges, rowEvents } from './row-history.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export type LookupBookResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Tells the other processes that a table changed. Default: there are none. */
  readonly tell?: () => void;
};

const emptyTable: LookupContent = { columns: [], ignoreCase: false, rows: [] };

/** Loads all tables but their rows. */
export async function openLookupBook({ store, clock, audit, tell = () => {} }: LookupBookResources): Promise<LookupBook> {
  const documents = store.collection(lookupSchema);
  const rowDocuments = store.collection(lookupRowsSchema);
  const entries = new Map<string, LookupEntry>();
  // What was read before a change must not be taken for news after it.
  const alone = oneAtATime();

  async function load(): Promise<void> {
    const found = new Set<string>();
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof documents.find>> = await documents.find({ limit: 1000, after });
      for (const document of page.items) {
        found.add(document.id);
        const known = entries.get(document.id);
        if (known?.lookup.version !== document.version || known.updatedAt !== document.updatedAt)
          entries.set(document.id, entryOf(document));
      }
      after = page.next;
    } while (after !== null);
    for (const id of entries.keys()) if (!found.has(id)) entries.delete(id);
  }

  async function text({ rowsId }: StoredVersion): Promise<string> {
    const document = await rowDocuments.get(rowsId);
    if (!document) throw new Refusal('NO_SUCH_LOOKUP_VERSION', 'These rows are not kept any more.');
    return (await unpack(document.content)).toString('utf8');
  }

  function known(env: string, name: string): LookupEntry {
    const entry = entries.get(`${env}/${name}`);
    if (entry) return entry;
    const near = [...entries.values()].filter(({ lookup }) => lookup.name === name).map(({ lookup }) => lookup.env);
    const elsewhere = near.length > 0 ? ` There is one in ${near.join(', ')}.` : '';
    throw new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}".${elsewhere}`);
  }

  async function contentOf({ versions, draft }: LookupEntry, version?: number): Promise<LookupContent> {
    const stored = version === undefined ? (versions[0] ?? draft) : [draft, ...versions].find((one) => one?.version === version);
    if (!stored)
      throw new Refusal(
        'NO_SUCH_LOOKUP_VERSION',
        `There is no version ${version} to look at; kept are ${versions.at(-1)?.version ?? 0} to ${versions[0]?.version ?? 0}.`,
      );
    return readContent(await text(stored));
  }

  /** The entry as it is stored now, which another server may have changed a moment ago. */
  async function newest(id: string): Promise<LookupEntry | null> {
    const stored = await documents.get(id);
    const entry = stored && entryOf(stored);
    if (entry) entries.set(id, entry);
    return entry;
  }

  /** Makes the change to what is stored now. A proposal goes on from the draft that waits, anything else from what counts. */
  async function write(
    env: string,
    name: string,
    make: (before: LookupContent | null, table: LookupTable | null) => LookupChange,
    saving: Saving,
    act?: string,
  ): Promise<Lookup> {
    const id = `${env}/${name}`;
    for (;;) {
      const before = await newest(id);
      const isProposal = saving.isProposal === true;
      const waiting = isProposal ? (before?.draft ?? null) : null;
      const seen = waiting?.version ?? before?.lookup.version ?? 0;
      if (saving.version !== undefined && saving.version !== seen) throw staleSave(env, name, before, saving.version);
      const live = before?.versions[0] ? await contentOf(before) : null;
      const old = waiting ? readContent(await text(waiting)) : live;
      const table = waiting?.table ?? (before && before.lookup.version > 0 ? before.lookup : null);
      const change = keptRules(make(old, table), table);
      const { content, bytes } = checkedTable({ ...change, rows: change.rows ?? old?.rows ?? [] });
      const { items, ...counts } = compareRows(live ?? emptyTable, content, keptChanges);
      const at = Math.max(clock.now(), (before?.updatedAt ?? 0) + 1);
      const version = (before?.lastVersion ?? 0) + 1;
      const rowsId = `${id}@${version}/${randomUUID()}`;
      const { by, why } = saving;
      const kept: KeptVersion = { version, at: new Date(at).toISOString(), by, why, rows: content.rows.length, ...counts, rowsId };
      const { purpose, needsApproval } = change;
      const saved: LookupTable = { purpose, needsApproval, ...content };
      const authors = [...(waiting?.authors ?? []), { id: saving.byId ?? null, name: by }];
      const draft: StoredDraft = { ...kept, bytes, table: withoutRows(saved), authors: unique(authors), base: before?.lookup.version ?? 0 };
      const document: LookupDocument = isProposal
        ? {
            ...(before ? documentOf(before) : { ...blankDocument(env, name, saved), updatedBy: by, why }),
            draft: JSON.stringify(draft),
            lastVersion: version,
            updatedAt: at,
          }
        : { ...countingDocument(env, name, saved, before, kept, bytes, at), draft: before?.draft ? JSON.stringify(before.draft) : null };
      const isWhole = counts.added + counts.changed + counts.removed <= keptChanges;
      const changes = isWhole ? await pack(JSON.stringify(items)) : null;
      await rowDocuments.insert({ id: rowsId, lookup: id, at, content: await pack(JSON.stringify(content)), changes });
      if (!(await isStored(documents, document, before))) {
        await rowDocuments.remove(rowsId);
        continue;
      }
      const entry = entryOf(document);
      entries.set(id, entry);
      tell();
      const usual = isProposal ? 'lookup.draft-saved' : before && before.lookup.version > 0 ? 'lookup.changed' : 'lookup.created';
      await audit.record({ by, act: act ?? usual, subject: id, details: { version, rows: content.rows.length, ...counts, why } });
      if (waiting) await rowDocuments.remove(waiting.rowsId);
      await forgetOld(rowDocuments, entry);
      return entry.lookup;
    }
  }

  async function decide(
    env: string,
    name: string,
    decision: Decision,
    make: (entry: LookupEntry, draft: StoredDraft, at: number) => LookupDocument | null,
  ): Promise<{ readonly draft: StoredDraft; readonly lookup: Lookup | null }> {
    const id = `${env}/${name}`;
    for (;;) {
      const entry = await newest(id);
      const draft = draftToDecide(env, name, entry, decision);
      const before = entry as LookupEntry;
      const document = make(before, draft, Math.max(clock.now(), before.updatedAt + 1));
      const isDone = document ? await isStored(documents, document, before) : await documents.remove(id);
      if (!isDone) continue;
      const after = document && entryOf(document);
      if (after) entries.set(id, after);
      else entries.delete(id);
      tell();
      return { draft, lookup: after?.lookup ?? null };
    }
  }

  async function approve(env: string, name: string, decision: Decision): Promise<Lookup> {
    const { draft, lookup } = await decide(env, name, decision, (entry, waiting, at) => {
      const refused = whyNotApprove(waiting, decision);
      if (refused !== null) throw new Refusal('OWN_DRAFT', refused);
      if (waiting.base !== entry.lookup.version) throw overtakenDraft(name, entry, waiting);
      const { table, bytes, authors: _, base: __, ...kept } = waiting;
      const approved = { ...kept, at: new Date(at).toISOString(), approvedBy: decision.by.name };
      return countingDocument(env, name, table, entry, approved, bytes, at);
    });
    const { version, added, changed, removed } = draft;
    const authors = draft.authors.map((author) => author.name);
    const details = { version, added, changed, removed, authors, why: decision.why };
    await audit.record({ by: decision.by.name, act: 'lookup.approved', subject: `${env}/${name}`, details });
    await forgetOld(rowDocuments, known(env, name));
    return lookup as Lookup;
  }

  async function reject(env: string, name: string, decision: Decision): Promise<Lookup | null> {
    const { draft, lookup } = await decide(env, name, decision, (entry, _, at) =>
      entry.lookup.version === 0 ? null : { ...documentOf(entry), draft: null, updatedAt: at },
    );
    await audit.record({
      by: decision.by.name,
      act: whyNotApprove(draft, { ...decision, isInstallation: false }) === null ? 'lookup.rejected' : 'lookup.withdrawn',
      subject: `${env}/${name}`,
      details: { version: draft.version, why: decision.why },
    });
    await rowDocuments.remove(draft.rowsId);
    return lookup;
  }

  async function rowHistory(env: string, name: string, key: LookupContent['rows'][number]): Promise<readonly RowEvent[]> {
    const { versions, lookup } = known(env, name);
    const wanted = keyOf(key, lookup.ignoreCase);
    if (wanted === null) return [];
    const events: RowEvent[] = [];
    for (const [i, version] of versions.entries()) {
      const document = await rowDocuments.get(version.rowsId);
      if (!document) continue;
      const content = readContent((await unpack(document.content)).toString('utf8'));
      const before = versions[i + 1];
      const changes = document.changes
        ? (JSON.parse((await unpack(document.changes)).toString('utf8')) as readonly RowChange[])
        : compareRows(before ? readContent(await text(before)) : emptyTable, content, Number.POSITIVE_INFINITY).items;
      events.push(...rowEvents(version, content, changes, wanted));
    }
    return events;
  }

  await load();

  const all = () => [...entries.values()].map(({ lookup }) => lookup);
  const counting = () => all().filter(({ version }) => version > 0);
  const byName = (a: Lookup, b: Lookup) => (a.name < b.name ? -1 : 1);

  return {
    list: (env) =>
      counting()
        .filter((lookup) => lookup.env === env)
        .sort(byName),
    withProposed: (env) =>
      all()
        .filter((lookup) => lookup.env === env)
        .sort(byName),
    get(env, name) {
      const lookup = entries.get(`${env}/${name}`)?.lookup;
      return lookup && lookup.version > 0 ? lookup : null;
    },
    names: (env) => [...new Set(counting().flatMap((lookup) => (env === undefined || lookup.env === env ? [lookup.name] : [])))],
    history: (env, name) => known(env, name).versions.map(({ rowsId: _, ...version }) => version),
    content: (env, name, version) => contentOf(known(env, name), version),
    save: (env, name, change, saving) => alone('book', () => write(env, name, () => change, saving)),
    edit: (env, name, edits, saving) =>
      alone('book', () =>
        write(
          env,
          name,
          (before, table) => {
            if (!before || !table) throw new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}".`);
            return { ...table, ...editRows(before, edits) };
          },
          saving,
        ),
      ),
    bringBack: (env, name, version, saving) =>
      alone('book', async () => {
        const content = await contentOf(known(env, name), version);
        return write(
          env,
          name,
          (_, table) => ({ purpose: table?.purpose ?? '', ...content }),
          saving,
          saving.isProposal ? undefined : 'lookup.brought-back',
        );
      }),
    approve: (env, name, decision) => alone('book', () => approve(env, name, decision)),
    reject: (env, name, decision) => alone('book', () => reject(env, name, decision)),
    rowHistory,
    remove: (env, name, by) =>
      alone('book', async () => {
        const id = `${env}/${name}`;
        const isRemoved = await documents.remove(id);
        entries.delete(id);
        if (!isRemoved) return false;
        tell();
        await audit.record({ by, act: 'lookup.removed', subject: id });
        await rowDocuments.removeWhere({ lookup: id });
        return true;
      }),
    current: (env, name) => entries.get(`${env}/${name}`)?.versions[0] ?? null,
    stored(env, name, version) {
      const versions = entries.get(`${env}/${name}`)?.versions;
      return versions?.find((one) => one.version === version) ?? versions?.[0] ?? null;
    },
    text,
    reload: () => alone('book', load),
  };
}

/** What was stored before tables had rules has none. */
function readContent(json: string): LookupContent {
  return { effective: null, missing: { kind: 'exception' }, ...(JSON.parse(json) as LookupContent) };
}

/** Rules that are left out stay. */
function keptRules(change: LookupChange, table: LookupTable | null): LookupChange {
  const before = rulesOf(table ?? {});
  return {
    ...change,
    effective: change.effective === undefined ? before.effective : change.effective,
    missing: change.missing ?? before.missing,
    needsApproval: change.needsApproval === undefined ? before.needsApproval : change.needsApproval,
  };
}

function withoutRows({ purpose, columns, ignoreCase, effective, missing, needsApproval }: LookupTable): LookupTable {
  return { purpose, columns, ignoreCase, effective, missing, needsApproval };
}

function unique(authors: StoredDraft['authors']): StoredDraft['authors'] {
  return authors.filter(({ id, name }, i) => authors.findIndex((one) => one.id === id && one.name === name) === i);
}

/** The table with a version that counts from now on. */
function countingDocument(
  env: string,
  name: string,
  table: LookupTable,
  before: LookupEntry | null,
  kept: KeptVersion,
  bytes: number,
  at: number,
): LookupDocument {
  return {
    id: `${env}/${name}`,
    env,
    name,
    ...tableFields(table),
    rows: kept.rows,
    bytes,
    version: kept.version,
    lastVersion: Math.max(before?.lastVersion ?? 0, kept.version),
    versions: JSON.stringify([kept, ...(before?.versions ?? [])].slice(0, keptVersions)),
    draft: null,
    updatedAt: at,
    updatedBy: kept.by,
    why: kept.why,
  };
}

/** A table of which there is nothing yet that counts. */
function blankDocument(env: string, name: string, table: LookupTable): LookupDocument {
  const none = { rows: 0, bytes: 0, version: 0, lastVersion: 0, versions: '[]', draft: null, updatedAt: 0, updatedBy: '', why: '' };
  return { id: `${env}/${name}`, env, name, ...tableFields(table), ...none };
}

function documentOf({ lookup, versions, draft, lastVersion, updatedAt }: LookupEntry): LookupDocument {
  const { env, name, rows, bytes, version, updatedBy, why } = lookup;
  return {
    ...blankDocument(env, name, lookup),
    rows,
    bytes,
    version,
    lastVersion,
    versions: JSON.stringify(versions),
    draft: draft && JSON.stringify(draft),
    updatedAt,
    updatedBy,
    why,
  };
}

async function isStored(documents: Collection<LookupDocument>, document: LookupDocument, before: LookupEntry | null): Promise<boolean> {
  const { id, ...set } = document;
  if (before) return documents.update(id, { where: { version: before.lookup.version, updatedAt: before.updatedAt }, set });
  try {
    await documents.insert(document);
    return true;
  } catch (error) {
    if (error instanceof DuplicateKey) return false;
    throw error;
  }
}

/** Rows no version names any more: pruned ones, and those of a server that died while it saved. */
async function forgetOld(rowDocuments: Collection<LookupRowsDocument>, { lookup, versions, draft }: LookupEntry): Promise<void> {
  const kept = new Set([...versions, ...(draft ? [draft] : [])].map(({ rowsId }) => rowsId));
  const oldest = Date.parse(versions.at(-1)?.at ?? '');
  if (versions.length < keptVersions) return;
  const page = await rowDocuments.find({
    where: { lookup: `${lookup.env}/${lookup.name}`, at: { lte: oldest } },
    sort: { by: 'at', direction: 'up' },
    limit: 100,
    select: ['id'],
  });
  for (const { id } of page.items) if (!kept.has(id)) await rowDocuments.remove(id);
}
