import { randomBytes } from 'node:crypto';
import { deriveKey, fitsKeyCheck } from '../access/installation-key.ts';
import type { Clock } from '../clock/clock.ts';
import { connectionSchema } from '../connections/connection-documents.ts';
import { StartupError } from '../store/startup-error.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../store/store.ts';
import { decrypt, encrypt, type WrappingKeys } from './envelope.ts';
import { unwrapMaster, type Wrap, wrapMaster } from './key-encryption.ts';

/** A key that others are derived from. Numbers begin with 1 and are never used again. */
export type RootKey = { readonly number: number; readonly secret: string };

/** Keys as they are asked for where data is sealed and opened. */
export type RootKeys = {
  newest(): RootKey;
  /** undefined: this process does not know it. */
  byNumber(number: number): RootKey | undefined;
};

/**
 * The keys of an installation. What is stored is encrypted with root keys; these lie in the store, encrypted with a master key; that one lies there wrapped by
 * the installation's secret. So another secret means to wrap 32 bytes anew, and new root keys can be added while older ones still open what they have sealed.
 */
export type Keyring = RootKeys & {
  /** The first root key, from which everything is derived that must never change. */
  readonly first: string;
  readonly forVault: WrappingKeys;
  /** Takes over keys that other processes added. */
  reload(): Promise<void>;
  /** Adds a root key. It is used when all processes had time to hear of it, at once where there are no others. Resolves to its number. */
  addRoot(given?: { readonly isAlone: boolean }): Promise<number>;
  /** From now on `secret` opens the installation, too. */
  add(secret: string): Promise<void>;
  /** From now on only `secret` opens the installation. Resolves to how many others were taken out. */
  keepOnly(secret: string): Promise<number>;
  status(): Promise<KeyringStatus>;
};

export type KeyringStatus = {
  /** Secrets that open the installation: two while one is being replaced. */
  readonly wraps: readonly { readonly since: number; readonly isOurs: boolean }[];
  readonly roots: readonly { readonly number: number; readonly since: number; readonly activeFrom: number }[];
};

type StoredRoot = { readonly number: number; readonly sealed: string; readonly since: number; readonly activeFrom: number };

type KeyringDocument = {
  readonly id: string;
  readonly revision: number;
  /** JSON of Wrap[]. */
  readonly wraps: string;
  /** JSON of StoredRoot[]. */
  readonly roots: string;
};

const keyringSchema: CollectionSchema<KeyringDocument> = {
  name: 'keyring',
  fields: { revision: 'number', wraps: 'body', roots: 'body' },
};

/** A new root key seals from then on: longer than any process needs to look at the keyring again. ms */
export const activeAfter = 30_000;

const wrongSecret =
  'the data was encrypted with another secret: start with the CROSSDOCK_SECRET (or the key file) that it was made with; to replace it, give the new one as CROSSDOCK_SECRET and the one before as CROSSDOCK_SECRET_OLD';

export type KeyringResources = {
  readonly store: Store;
  readonly clock: Clock;
  readonly secret: string;
  /** The secret before, while it is being replaced. */
  readonly oldSecret?: string | null | undefined;
  /** Where the secret lies in a file: reads it again, because another process may have replaced it. */
  readonly readAgain?: (() => string) | undefined;
  /** Tells the other processes that there is another root key. Default: there are none. */
  readonly tell?: () => void;
};

/**
 * Opens the keyring, or makes it at the first start. An installation from before there was one goes on with its secret as its first root key. Rejects
 * with StartupError when the secret is not the right one; nothing is written then.
 */
export async function openKeyring({ store, clock, oldSecret, readAgain, tell = () => {}, ...given }: KeyringResources): Promise<Keyring> {
  let { secret } = given;
  const documents = store.collection(keyringSchema);
  const id = 'keyring';
  const roots = new Map<number, RootKey & { readonly activeFrom: number }>();
  const vaultKeys = new Map<number, Uint8Array>();
  let known: Buffer | undefined;

  async function made(): Promise<KeyringDocument> {
    const fits = await fitsKeyCheck(store, [secret, ...(oldSecret ? [oldSecret] : [])]);
    if (fits === false) throw new StartupError(wrongSecret);
    if (fits === null && (await hasSecrets(store)))
      throw new StartupError(
        'the keyring of the store is gone, and with it what its credentials are encrypted with: restore the whole backup',
      );
    const master = randomBytes(32);
    const since = clock.now();
    const first = fits ?? randomBytes(32).toString('base64url');
    const document: KeyringDocument = {
      id,
      revision: 1,
      wraps: JSON.stringify([await wrapMaster(secret, master, since)]),
      roots: JSON.stringify([sealedRoot(master, { number: 1, secret: first }, { since, activeFrom: 0 })]),
    };
    try {
      await documents.insert(document);
      return document;
    } catch (error) {
      // Another process of the same first start was quicker.
      const theirs = error instanceof DuplicateKey ? await documents.get(id) : null;
      if (theirs) return theirs;
      throw error;
    }
  }

  /** The master key by what this process was started with; null: by none of it. */
  async function masterOf(document: KeyringDocument): Promise<{ readonly master: Buffer; readonly isByOld: boolean } | null> {
    if (known && opens(known, document)) return { master: known, isByOld: false };
    const wraps = JSON.parse(document.wraps) as Wrap[];
    if (known && readAgain) secret = readAgain();
    for (const isByOld of [false, true]) {
      const given = isByOld ? oldSecret : secret;
      if (!given) continue;
      for (const wrap of wraps) {
        const master = await unwrapMaster(given, wrap);
        if (master) {
          known = master;
          return { master, isByOld };
        }
      }
    }
    return null;
  }

  /** The same with a change, again when another process was quicker. */
  async function change(
    decide: (document: KeyringDocument, master: Buffer) => Promise<Pick<KeyringDocument, 'wraps' | 'roots'> | null>,
  ): Promise<KeyringDocument> {
    for (;;) {
      const document = await documents.get(id);
      const opened = document && (await masterOf(document));
      if (!document || !opened) throw new StartupError(wrongSecret);
      const next = await decide(document, opened.master);
      if (!next) return document;
      const revision = document.revision + 1;
      if (await documents.update(id, { where: { revision: document.revision }, set: { ...next, revision } }))
        return { id, ...next, revision };
    }
  }

  async function take(document: KeyringDocument): Promise<void> {
    const opened = await masterOf(document);
    // Another secret came into force while this process runs: it goes on with what it knows.
    if (!opened) return;
    for (const root of JSON.parse(document.roots) as StoredRoot[])
      roots.set(root.number, { ...openedRoot(opened.master, root), activeFrom: root.activeFrom });
  }

  let document = (await documents.get(id)) ?? (await made());
  const opened = await masterOf(document);
  if (!opened) throw new StartupError(wrongSecret);
  if (opened.isByOld)
    document = await change(async ({ wraps, roots: same }, master) => {
      const before = JSON.parse(wraps) as Wrap[];
      return { wraps: JSON.stringify([...before, await wrapMaster(secret, master, clock.now())]), roots: same };
    });
  await take(document);
  let revision = document.revision;

  function newest(): RootKey {
    const now = clock.now();
    let best: RootKey | undefined;
    for (const root of roots.values()) if (root.activeFrom <= now && root.number > (best?.number ?? 0)) best = root;
    return best as RootKey;
  }

  function vaultKey({ number, secret: root }: RootKey): Uint8Array {
    let key = vaultKeys.get(number);
    if (!key) {
      key = deriveKey(root, 'vault');
      vaultKeys.set(number, key);
    }
    return key;
  }

  return {
    first: (roots.get(1) as RootKey).secret,
    newest,
    byNumber: (number) => roots.get(number),
    forVault: {
      newest() {
        const root = newest();
        return { number: root.number, key: vaultKey(root) };
      },
      byNumber(number) {
        const root = roots.get(number);
        return root && vaultKey(root);
      },
    },
    async reload() {
      const now = await documents.get(id);
      if (!now || now.revision === revision) return;
      await take(now);
      revision = now.revision;
    },
    async addRoot({ isAlone } = { isAlone: false }) {
      let number = 0;
      const changed = await change(async ({ wraps, roots: json }, master) => {
        const before = JSON.parse(json) as StoredRoot[];
        number = Math.max(...before.map((root) => root.number)) + 1;
        const since = clock.now();
        const fresh = { number, secret: randomBytes(32).toString('base64url') };
        return {
          wraps,
          roots: JSON.stringify([...before, sealedRoot(master, fresh, { since, activeFrom: isAlone ? since : since + activeAfter })]),
        };
      });
      await take(changed);
      revision = changed.revision;
      tell();
      return number;
    },
    async add(fresh) {
      await change(async ({ wraps, roots: same }, master) => {
        const before = JSON.parse(wraps) as Wrap[];
        return { wraps: JSON.stringify([...before, await wrapMaster(fresh, master, clock.now())]), roots: same };
      });
    },
    async keepOnly(kept) {
      let removed = 0;
      const changed = await change(async ({ wraps, roots: json }, master) => {
        // A master key of its own: whoever kept the old secret and the old wrap cannot read keys that come later.
        const fresh = randomBytes(32);
        removed = (JSON.parse(wraps) as Wrap[]).length - 1;
        const all = (JSON.parse(json) as StoredRoot[]).map((root) => sealedRoot(fresh, openedRoot(master, root), root));
        return { wraps: JSON.stringify([await wrapMaster(kept, fresh, clock.now())]), roots: JSON.stringify(all) };
      });
      secret = kept;
      known = undefined;
      await take(changed);
      revision = changed.revision;
      tell();
      return removed;
    },
    async status() {
      const now = await documents.get(id);
      const wraps = now ? (JSON.parse(now.wraps) as Wrap[]) : [];
      return {
        wraps: await Promise.all(wraps.map(async (wrap) => ({ since: wrap.since, isOurs: (await unwrapMaster(secret, wrap)) !== null }))),
        roots: now ? (JSON.parse(now.roots) as StoredRoot[]).map(({ sealed: _, ...root }) => root) : [],
      };
    },
  };
}

function opens(master: Buffer, { roots }: KeyringDocument): boolean {
  try {
    openedRoot(master, (JSON.parse(roots) as [StoredRoot])[0]);
    return true;
  } catch {
    return false;
  }
}

/** Whether the store holds credentials that some key must have sealed. */
async function hasSecrets(store: Store): Promise<boolean> {
  return (await store.collection(connectionSchema).count({}, 1)) > 0;
}

function sealedRoot(
  master: Uint8Array,
  { number, secret }: RootKey,
  { since, activeFrom }: Pick<StoredRoot, 'since' | 'activeFrom'>,
): StoredRoot {
  return {
    number,
    sealed: encrypt(master, Buffer.from(secret, 'utf8'), `crossdock root key ${number}`).toString('base64url'),
    since,
    activeFrom,
  };
}

function openedRoot(master: Uint8Array, { number, sealed }: Pick<StoredRoot, 'number' | 'sealed'>): RootKey {
  return { number, secret: decrypt(master, Buffer.from(sealed, 'base64url'), `crossdock root key ${number}`).toString('utf8') };
}
