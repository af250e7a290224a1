import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { type Collection, DuplicateKey, type Store } from '../store/store.ts';
import { checkedTable } from './check-table.ts';
import { compareRows } from './compare-rows.ts';
import { editRows } from './edit-rows.ts';
import { keptVersions, type Lookup, type LookupColumn, type LookupContent, type LookupTable, type LookupVersion } from './lookup.ts';
import type { LookupBook, LookupChange, Saving, StoredVersion } from './lookup-book.ts';
import { type LookupDocument, type LookupRowsDocument, lookupRowsSchema, lookupSchema } from './lookup-documents.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

type KeptVersion = LookupVersion & StoredVersion;
type Entry = { readonly lookup: Lookup; readonly versions: readonly KeptVersion[]; readonly updatedAt: number };

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
  const entries = new Map<string, Entry>();
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

  function known(env: string, name: string): Entry {
    const entry = entries.get(`${env}/${name}`);
    if (entry) return entry;
    const near = [...entries.values()].filter(({ lookup }) => lookup.name === name).map(({ lookup }) => lookup.env);
    const elsewhere = near.length > 0 ? ` There is one in ${near.join(', ')}.` : '';
    throw new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}".${elsewhere}`);
  }

  async function contentOf({ versions }: Entry, version?: number): Promise<LookupContent> {
    const stored = version === undefined ? versions[0] : versions.find((one) => one.version === version);
    if (!stored)
      throw new Refusal(
        'NO_SUCH_LOOKUP_VERSION',
        `There is no version ${version} to look at; kept are ${versions.at(-1)?.version ?? 0} to ${versions[0]?.version ?? 0}.`,
      );
    return JSON.parse(await text(stored)) as LookupContent;
  }

  /** Makes the change to what is stored now, which another server may have changed a moment ago. */
  async function write(
    env: string,
    name: string,
    make: (before: LookupContent | null, table: LookupTable | null) => LookupChange,
    saving: Saving,
    act?: string,
  ): Promise<Lookup> {
    const id = `${env}/${name}`;
    for (;;) {
      const stored = await documents.get(id);
      const before = stored && entryOf(stored);
      if (before) entries.set(id, before);
      const version = before?.lookup.version ?? 0;
      if (saving.version !== undefined && saving.version !== version) throw stale(env, name, before, saving.version);
      const old = before && (await contentOf(before));
      const change = make(old, before?.lookup ?? null);
      const { content, bytes } = checkedTable({ ...change, rows: change.rows ?? old?.rows ?? [] });
      const { added, changed, removed } = compareRows(old ?? emptyTable, content, 0);
      const at = Math.max(clock.now(), (before?.updatedAt ?? 0) + 1);
      const rowsId = `${id}@${version + 1}/${randomUUID()}`;
      const kept: KeptVersion = {
        version: version + 1,
        at: new Date(at).toISOString(),
        by: saving.by,
        why: saving.why,
        rows: content.rows.length,
        added,
        changed,
        removed,
        rowsId,
      };
      const document: LookupDocument = {
        id,
        env,
        name,
        purpose: change.purpose,
        columns: JSON.stringify(content.columns),
        ignoreCase: content.ignoreCase ? 1 : 0,
        rows: content.rows.length,
        bytes,
        version: version + 1,
        versions: JSON.stringify([kept, ...(before?.versions ?? [])].slice(0, keptVersions)),
        updatedAt: at,
        updatedBy: saving.by,
        why: saving.why,
      };
      await rowDocuments.insert({ id: rowsId, lookup: id, at, content: await pack(JSON.stringify(content)) });
      if (!(await isStored(documents, document, before))) {
        await rowDocuments.remove(rowsId);
        continue;
      }
      const entry = entryOf(document);
      entries.set(id, entry);
      tell();
      await audit.record({
        by: saving.by,
        act: act ?? (before ? 'lookup.changed' : 'lookup.created'),
        subject: id,
        details: { version: entry.lookup.version, rows: content.rows.length, added, changed, removed, why: saving.why },
      });
      await forgetOld(rowDocuments, entry);
      return entry.lookup;
    }
  }

  await load();

  return {
    list: (env) =>
      [...entries.values()]
        .map(({ lookup }) => lookup)
        .filter((lookup) => lookup.env === env)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    get: (env, name) => entries.get(`${env}/${name}`)?.lookup ?? null,
    names: (env) => [
      ...new Set([...entries.values()].filter(({ lookup }) => env === undefined || lookup.env === env).map(({ lookup }) => lookup.name)),
    ],
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
        return write(env, name, (_, table) => ({ purpose: table?.purpose ?? '', ...content }), saving, 'lookup.brought-back');
      }),
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

async function isStored(documents: Collection<LookupDocument>, document: LookupDocument, before: Entry | null): Promise<boolean> {
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
async function forgetOld(rowDocuments: Collection<LookupRowsDocument>, { lookup, versions }: Entry): Promise<void> {
  const kept = new Set(versions.map(({ rowsId }) => rowsId));
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

function entryOf(document: LookupDocument): Entry {
  const { env, name, purpose, rows, bytes, version, updatedBy, why, updatedAt } = document;
  return {
    lookup: {
      env,
      name,
      purpose,
      columns: JSON.parse(document.columns) as LookupColumn[],
      ignoreCase: document.ignoreCase === 1,
      rows,
      bytes,
      version,
      updatedAt: new Date(updatedAt).toISOString(),
      updatedBy,
      why,
    },
    versions: JSON.parse(document.versions) as KeptVersion[],
    updatedAt,
  };
}

function stale(env: string, name: string, before: Entry | null, version: number): Refusal {
  if (!before) return new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}" any more.`);
  const { lookup } = before;
  return new Refusal(
    'STALE_LOOKUP',
    version === 0
      ? `${env} has a lookup "${name}" already; give the new one another name.`
      : `${lookup.updatedBy} saved version ${lookup.version} of "${name}" meanwhile (${lookup.why || 'without a reason'}). Nothing was saved; take over version ${lookup.version} and make your changes again.`,
    [{ path: 'body.version', message: `the table is at version ${lookup.version}` }],
    { version: lookup.version },
  );
}
