import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { Egress } from '../egress/egress.ts';
import type { Seal } from '../engine/run/seal.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { eachOf } from '../store/each-of.ts';
import { DuplicateKey, type Store } from '../store/store.ts';
import type { Vault } from '../vault/envelope.ts';
import type { SecretSources } from '../vault/secret-sources.ts';
import type { ConnectionBook, ConnectionChange, ShownConnection } from './connection-book.ts';
import { type ConnectionDocument, connectionSchema, secretsOf } from './connection-documents.ts';
import { type ConnectionEntry, entryOf } from './connection-entry.ts';
import { newDestination } from './destinations.ts';
import { kindOf } from './kinds/kinds.ts';
import { publicFields, writtenSecrets } from './kinds/written-auth.ts';
import { type StoredSecret, type StoredSecrets, secretsAfter } from './stored-secrets.ts';

export type ConnectionBookResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Opens what was written before there was a vault. */
  readonly seal: Seal;
  readonly vault: Vault;
  /** Says what may be called. */
  readonly egress: Egress;
  /** Where secrets are read that lie outside. */
  readonly sources: SecretSources;
  /** Tells the other processes that a connection changed. Default: there are none. */
  readonly tell?: () => void;
};

/** Loads and decrypts all connections; from then on they are asked of memory, and every change is written before it counts. */
export async function openConnectionBook(resources: ConnectionBookResources): Promise<ConnectionBook> {
  const { store, clock, audit, seal, vault, egress, sources, tell = () => {} } = resources;
  const documents = store.collection(connectionSchema);
  const entries = new Map<string, ConnectionEntry>();
  const revisions = new Map<string, number>();
  const listeners = new Set<(env: string, name: string) => void>();
  // What was read before a change must not be taken for news after it.
  const alone = oneAtATime();

  /** Ids (`env/name`) of the connections that differ from what is in memory. */
  async function load(): Promise<readonly string[]> {
    const found = new Set<string>();
    const different: string[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof documents.find>> = await documents.find({ limit: 1000, after });
      for (const document of page.items) {
        found.add(document.id);
        if (revisions.get(document.id) === document.updatedAt) continue;
        keep(document);
        different.push(document.id);
      }
      after = page.next;
    } while (after !== null);
    for (const id of entries.keys()) {
      if (found.has(id)) continue;
      forget(id);
      different.push(id);
    }
    return different;
  }

  /** What is written as an address that may not be called is not stored. */
  function refuseUnreachable({ address, auth, policy }: ConnectionChange): void {
    const written: readonly [string, unknown][] = [
      ['body.address', address],
      ['body.auth.tokenUrl', auth.tokenUrl],
    ];
    for (const [path, url] of written) {
      const refusal = typeof url === 'string' ? egress.refusalOf(url, policy) : null;
      if (refusal) throw new Refusal('INVALID_REQUEST', `${refusal.why} ${refusal.remedy}`, [{ path, message: refusal.remedy }]);
    }
  }

  function forget(id: string): void {
    entries.delete(id);
    revisions.delete(id);
  }

  function keep(document: ConnectionDocument): ConnectionEntry {
    const plainOf = (secret: StoredSecret, field: string) => valueIn(document.id, field, secret);
    let entry: ConnectionEntry;
    try {
      entry = entryOf(document, secretsOf(document, seal), { sources, plainOf });
    } catch {
      // Sealed with a key that this process hears of in a moment, or damaged: it goes on with what it knew, or without secrets, and looks again.
      revisions.delete(document.id);
      const known = entries.get(document.id);
      if (known) return known;
      entry = entryOf(document, {}, { sources, plainOf });
      entries.set(document.id, entry);
      return entry;
    }
    entries.set(document.id, entry);
    revisions.set(document.id, document.updatedAt);
    return entry;
  }

  function valueIn(id: string, field: string, { sealed, plain }: StoredSecret): string {
    return plain ?? (sealed === undefined ? '' : vault.open(placeOf(id, field), sealed));
  }

  function opened(id: string, field: string, secret: StoredSecret): StoredSecret {
    const { sealed: _, ...rest } = secret;
    return secret.from === undefined ? { ...rest, plain: valueIn(id, field, secret) } : secret;
  }

  /** Each value in an envelope of its own. */
  function closed(id: string, secrets: StoredSecrets): string {
    const close = (field: string, { plain, ...rest }: StoredSecret) =>
      plain === undefined ? rest : { ...rest, sealed: vault.close(placeOf(id, field), plain) };
    return JSON.stringify(
      Object.fromEntries(Object.entries(secrets).map(([field, list]) => [field, list.map((secret) => close(field, secret))])),
    );
  }

  /** Makes the change to what is stored now, which another server may have changed a moment ago. */
  async function write(env: string, name: string, change: ConnectionChange, by: string) {
    const id = `${env}/${name}`;
    const kind = kindOf(change.auth.kind);
    const written = writtenSecrets(change.auth, kind);
    for (;;) {
      const before = await documents.get(id);
      refuseStale(change, before);
      const authBefore = before && (JSON.parse(before.auth) as { readonly kind: string });
      const isSameKind = before !== null && authBefore?.kind === kind.kind;
      const secrets = secretsAfter(kind, written, isSameKind ? secretsOf(before, seal) : {}, {
        newDestination: isSameKind ? newDestination(kind, { address: before.address, auth: authBefore }, change) : null,
        isRotation: change.auth.isRotation === true,
        isShell: change.isShell,
        by,
        at: clock.now(),
        plainOf: (secret) => (secret.from === undefined ? valueIn(id, 'secret', secret) : undefined),
      });
      const document: ConnectionDocument = {
        id,
        env,
        name,
        system: change.system,
        address: change.address.replace(/\/+$/, ''),
        auth: JSON.stringify({ kind: kind.kind, ...publicFields(change.auth, kind) }),
        policy: JSON.stringify(change.policy),
        secrets: null,
        vault: closed(id, secrets),
        updatedAt: Math.max(clock.now(), (before?.updatedAt ?? 0) + 1),
        changedBy: by,
      };
      const { id: _, ...set } = document;
      const isWritten = before
        ? documents.update(id, { where: { updatedAt: before.updatedAt }, set })
        : isInserted(documents.insert(document));
      if (await isWritten) return { before: before && entries.get(id)?.shown, entry: keep(document), newSecrets: [...written.keys()] };
    }
  }

  await load();

  function changed(env: string, name: string): void {
    for (const listener of listeners) listener(env, name);
  }

  return {
    open: (env, name) => entries.get(`${env}/${name}`)?.open ?? null,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    list: (env) =>
      [...entries.values()]
        .map((entry) => entry.shown)
        .filter((shown) => shown.env === env)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    names: (env) => [
      ...new Set([...entries.values()].filter(({ shown }) => env === undefined || shown.env === env).map(({ shown }) => shown.name)),
    ],

    async rekey() {
      let total = 0;
      let renewed = 0;
      for await (const document of eachOf(documents)) {
        const secrets = secretsOf(document, seal);
        const all = Object.values(secrets).flat();
        const isOld = ({ from, sealed }: StoredSecret) => from === undefined && (sealed === undefined || !vault.isNewest(sealed));
        total += all.length;
        if (!all.some(isOld) && !document.secrets) continue;
        const plain = Object.fromEntries(
          Object.entries(secrets).map(([field, list]) => [field, list.map((secret) => opened(document.id, field, secret))]),
        );
        // What it says is the same, so nobody needs to read it again.
        const set = { vault: closed(document.id, plain), secrets: null };
        if (await documents.update(document.id, { where: { updatedAt: document.updatedAt }, set })) renewed += all.filter(isOld).length;
      }
      return { total, renewed };
    },

    async count() {
      const count = { total: 0, newest: 0 };
      for await (const document of eachOf(documents))
        for (const { from, sealed } of Object.values(secretsOf(document, seal)).flat()) {
          count.total++;
          if (from !== undefined || (sealed !== undefined && vault.isNewest(sealed))) count.newest++;
        }
      return count;
    },

    async reload() {
      const different = await alone('book', load);
      for (const id of different) changed(id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1));
    },

    async put(env, name, change, by) {
      refuseUnreachable(change);
      const { before, entry, newSecrets } = await alone('book', () => write(env, name, change, by));
      changed(env, name);
      tell();
      const { system, address, policy } = entry.shown;
      await audit.record({
        by,
        act: before ? 'connection.changed' : 'connection.created',
        subject: `${env}/${name}`,
        env,
        details: { system, address, auth: change.auth.kind, policy, isNewSecret: newSecrets.length > 0, newSecrets },
        before: before ? readable(before) : null,
        after: readable(entry.shown),
      });
      return entry.shown;
    },

    async remove(env, name, by) {
      const id = `${env}/${name}`;
      const wasThere = await alone('book', async () => {
        const isRemoved = await documents.remove(id);
        forget(id);
        return isRemoved;
      });
      if (!wasThere) return false;
      changed(env, name);
      tell();
      await audit.record({ by, act: 'connection.removed', subject: id });
      return true;
    },
  };
}

/** Throws STALE_CONNECTION when somebody else saved since the change was begun. */
function refuseStale({ updatedAt }: ConnectionChange, before: ConnectionDocument | null): void {
  if (updatedAt === undefined || (before && before.updatedAt === Date.parse(updatedAt))) return;
  const who = before?.changedBy ?? 'Somebody else';
  const message = before
    ? `${who} changed "${before.name}" at ${new Date(before.updatedAt).toISOString()}, after it was opened here. Nothing was saved; look at what is there now and make your changes again.`
    : 'The connection was removed meanwhile. Nothing was saved; make it anew if it is still needed.';
  throw new Refusal('STALE_CONNECTION', message, [{ path: 'body.updatedAt', message: 'there is a newer one' }]);
}

async function isInserted(insert: Promise<void>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (error instanceof DuplicateKey) return false;
    throw error;
  }
}

/** What is sealed for one field of one connection opens nowhere else. */
function placeOf(id: string, field: string): string {
  return `connection ${id} ${field}`;
}

/** What changed, without a word of the secrets but where they lie and until when. */
function readable({ system, address, auth, policy }: ShownConnection): Record<string, unknown> {
  return { system, address, auth, policy };
}
