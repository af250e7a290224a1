import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { Seal } from '../engine/run/seal.ts';
import type { Audit } from '../audit/audit.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../store/store.ts';
import type { ConnectionBook, ConnectionChange, ShownConnection } from './connection-book.ts';
import { policyOf } from './connection-policy.ts';
import type { OpenConnection } from './connections.ts';

type ConnectionDocument = {
  /** `env/name` */
  readonly id: string;
  readonly env: string;
  readonly name: string;
  readonly system: string;
  readonly address: string;
  /** JSON without secrets. */
  readonly auth: string;
  readonly policy: string;
  /** The secrets as a JSON list, newest first, sealed with the environment's key. */
  readonly secrets: Uint8Array;
  /** Grows with each change, whatever the clocks of the servers say. */
  readonly updatedAt: number;
};

const connectionSchema: CollectionSchema<ConnectionDocument> = {
  name: 'connections',
  fields: {
    env: 'text',
    name: 'text',
    system: 'text',
    address: 'text',
    auth: 'body',
    policy: 'body',
    secrets: 'bytes',
    updatedAt: 'number',
  },
};

type Entry = { readonly open: OpenConnection; readonly shown: ShownConnection };

/** Two webhook secrets are live during a rotation, never more. */
const liveSecrets = 2;

export type ConnectionBookResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly seal: Seal;
  /** Tells the other processes that a connection changed. Default: there are none. */
  readonly tell?: () => void;
};

/** Loads and decrypts all connections; from then on they are asked of memory, and every change is written before it counts. */
export async function openConnectionBook({ store, clock, audit, seal, tell = () => {} }: ConnectionBookResources): Promise<ConnectionBook> {
  const documents = store.collection(connectionSchema);
  const entries = new Map<string, Entry>();
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
        keep(document, opened(document));
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

  function forget(id: string): void {
    entries.delete(id);
    revisions.delete(id);
  }

  /** Newest first. */
  function opened({ env, secrets }: ConnectionDocument): readonly string[] {
    return JSON.parse(seal.open(env, secrets).toString('utf8')) as string[];
  }

  function keep(document: ConnectionDocument, secrets: readonly string[]): Entry {
    const entry = entryOf(document, secrets);
    entries.set(document.id, entry);
    revisions.set(document.id, document.updatedAt);
    return entry;
  }

  /** Makes the change to what is stored now, which another server may have changed a moment ago. */
  async function write(env: string, name: string, change: ConnectionChange): Promise<{ readonly isNew: boolean; readonly entry: Entry }> {
    const id = `${env}/${name}`;
    for (;;) {
      const before = await documents.get(id);
      const secrets = secretsAfter(change.auth, before && { kind: (JSON.parse(before.auth) as StoredAuth).kind, secrets: opened(before) });
      const document: ConnectionDocument = {
        id,
        env,
        name,
        system: change.system,
        address: change.address.replace(/\/+$/, ''),
        auth: JSON.stringify(withoutSecret(change.auth)),
        policy: JSON.stringify(change.policy),
        secrets: seal.close(env, JSON.stringify(secrets)),
        updatedAt: Math.max(clock.now(), (before?.updatedAt ?? 0) + 1),
      };
      const { id: _, ...set } = document;
      const isWritten = before
        ? documents.update(id, { where: { updatedAt: before.updatedAt }, set })
        : isInserted(documents.insert(document));
      if (await isWritten) return { isNew: before === null, entry: keep(document, secrets) };
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

    async reload() {
      const different = await alone('book', load);
      for (const id of different) changed(id.slice(0, id.indexOf('/')), id.slice(id.indexOf('/') + 1));
    },

    async put(env, name, change, by) {
      const { isNew, entry } = await alone('book', () => write(env, name, change));
      changed(env, name);
      tell();
      const { system, address } = entry.open;
      await audit.record({
        by,
        act: isNew ? 'connection.created' : 'connection.changed',
        subject: `${env}/${name}`,
        details: {
          system,
          address,
          auth: change.auth.kind,
          policy: change.policy,
          isNewSecret: 'secret' in change.auth && change.auth.secret !== undefined,
        },
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

async function isInserted(insert: Promise<void>): Promise<boolean> {
  try {
    await insert;
    return true;
  } catch (error) {
    if (error instanceof DuplicateKey) return false;
    throw error;
  }
}

/** A secret that was left out stays, as long as the kind does. Throws when there is none to stay. */
function secretsAfter(
  auth: ConnectionChange['auth'],
  before: { readonly kind: string; readonly secrets: readonly string[] } | null,
): readonly string[] {
  if (auth.kind === 'none') return [];
  const stored = before?.kind === auth.kind ? before.secrets : [];
  if (auth.secret === undefined) {
    if (stored.length > 0) return auth.kind === 'webhook-secret' ? stored : stored.slice(0, 1);
    throw new Refusal('INVALID_REQUEST', `body.auth.secret is missing: nothing is stored yet for "${auth.kind}".`, [
      { path: 'body.auth.secret', message: 'is missing; give the secret once, it is never shown again' },
    ]);
  }
  const keepsOld = auth.kind === 'webhook-secret' && auth.isRotation === true;
  return [auth.secret, ...(keepsOld ? stored.filter((old) => old !== auth.secret) : [])].slice(0, liveSecrets);
}

type StoredAuth =
  | { readonly kind: 'none' | 'bearer' | 'webhook-secret' }
  | { readonly kind: 'basic'; readonly user: string }
  | { readonly kind: 'header'; readonly header: string };

function withoutSecret(auth: ConnectionChange['auth']): StoredAuth {
  if (auth.kind === 'basic') return { kind: auth.kind, user: auth.user };
  if (auth.kind === 'header') return { kind: auth.kind, header: auth.header };
  return { kind: auth.kind };
}

function entryOf(document: ConnectionDocument, secrets: readonly string[]): Entry {
  const { env, name, system, address } = document;
  const auth = JSON.parse(document.auth) as StoredAuth;
  const policy = policyOf(JSON.parse(document.policy) as Partial<OpenConnection['policy']>);
  const common = { env, name, system, address, policy };
  return {
    open: { ...common, auth: openAuth(auth, secrets) },
    shown: { ...common, auth: { ...auth, hasSecret: secrets.length > 0 }, updatedAt: new Date(document.updatedAt).toISOString() },
  };
}

function openAuth(auth: StoredAuth, secrets: readonly string[]): OpenConnection['auth'] {
  const secret = secrets[0] ?? '';
  switch (auth.kind) {
    case 'none':
      return { kind: 'none' };
    case 'bearer':
      return { kind: 'bearer', secret };
    case 'basic':
      return { kind: 'basic', user: auth.user, secret };
    case 'header':
      return { kind: 'header', header: auth.header, secret };
    case 'webhook-secret':
      return { kind: 'webhook-secret', secrets };
  }
}
