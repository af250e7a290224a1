import { randomUUID } from 'node:crypto';
import { Refusal } from '../../api/refusal.ts';
import type { Audit } from '../../audit/audit.ts';
import type { Clock } from '../../clock/clock.ts';
import type { CollectionSchema, Store } from '../../store/store.ts';
import type { Grant } from '../grants.ts';
import { readGrants } from '../people/person.ts';
import { type Permission, permissions } from '../permissions.ts';
import { fingerprint } from '../secrets.ts';
import { newTokenText, startOf } from './token-text.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Of one account at a time. */
const most = 100;

type TokenDocument = {
  readonly id: string;
  /** Of the token, which itself is nowhere. Unique. */
  readonly hash: string;
  readonly name: string;
  readonly start: string;
  readonly owner: string;
  /** null: whatever the owner may do at the time. */
  readonly grants: string | null;
  readonly permissions: string | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly lastUsedAt: number | null;
  readonly lastUsedFrom: string | null;
  readonly revokedAt: number | null;
};

const tokenSchema: CollectionSchema<TokenDocument> = {
  name: 'apiTokens',
  fields: {
    hash: 'text',
    name: 'text',
    start: 'text',
    owner: 'text',
    grants: 'body',
    permissions: 'body',
    createdAt: 'number',
    createdBy: 'text',
    expiresAt: 'number',
    lastUsedAt: 'number',
    lastUsedFrom: 'text',
    revokedAt: 'number',
  },
  unique: ['hash'],
  indexes: [{ fields: ['owner', 'createdAt'] }, { fields: ['createdAt'] }],
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  /** The account it acts for. */
  readonly owner: string;
  readonly grants: readonly Grant[] | null;
  readonly permissions: readonly Permission[] | null;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly expiresAt: number;
  /** To the minute. */
  readonly lastUsedAt: number | null;
  readonly lastUsedFrom: string | null;
  readonly state: 'valid' | 'expired' | 'revoked';
};

export type NewToken = {
  readonly name: string;
  readonly owner: { readonly id: string; readonly login: string };
  readonly grants?: readonly Grant[] | undefined;
  readonly permissions?: readonly Permission[] | undefined;
  readonly days: number;
};

/** API tokens of people and service accounts. Asked of the store each time, so that a revoked one is revoked on all servers. */
export type TokenBook = {
  create(given: NewToken, by: string): Promise<{ readonly token: string; readonly about: ApiToken }>;
  get(id: string): Promise<ApiToken | null>;
  /** Newest first; of one account, or of all. */
  list(owner?: string): Promise<readonly ApiToken[]>;
  /** Whether there was one to revoke. */
  revoke(id: string, by: string): Promise<boolean>;
  revokeAll(owner: string, by: string): Promise<void>;
  /** The token with this text, whatever its state; null: there is none. */
  find(token: string): Promise<ApiToken | null>;
  /** Notes that it was used, at most once a minute. */
  used(token: ApiToken, address: string, owner: string): Promise<void>;
};

export function createTokenBook({
  store,
  clock,
  audit,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
}): TokenBook {
  const tokens = store.collection(tokenSchema);

  function shown({ hash: _, grants, permissions: scope, revokedAt, ...rest }: TokenDocument): ApiToken {
    const known = (scope === null ? [] : (JSON.parse(scope) as string[])).filter((name): name is Permission =>
      (permissions as readonly string[]).includes(name),
    );
    const state = revokedAt !== null ? 'revoked' : rest.expiresAt <= clock.now() ? 'expired' : 'valid';
    return { ...rest, grants: grants === null ? null : readGrants(grants), permissions: scope === null ? null : known, state };
  }

  async function list(owner?: string): Promise<readonly ApiToken[]> {
    const { items } = await tokens.find({
      where: owner === undefined ? {} : { owner },
      sort: { by: 'createdAt', direction: 'down' },
      limit: 5000,
    });
    return items.map(shown);
  }

  async function revoke(id: string, by: string): Promise<boolean> {
    if (!(await tokens.update(id, { where: { revokedAt: null }, set: { revokedAt: clock.now() } }))) return false;
    const token = await tokens.get(id);
    if (token) await audit.record({ by, act: 'token.revoked', subject: token.name, details: { start: token.start, token: id } });
    return true;
  }

  return {
    list,
    revoke,
    async get(id) {
      const found = await tokens.get(id);
      return found && shown(found);
    },
    async create({ name, owner, grants, permissions: scope, days }, by) {
      const valid = (await list(owner.id)).filter(({ state }) => state === 'valid');
      if (valid.length >= most)
        throw new Refusal(
          'INVALID_REQUEST',
          `The account has ${most} tokens that are valid. Revoke those that nobody uses any more first.`,
        );
      const token = newTokenText();
      const document: TokenDocument = {
        id: randomUUID(),
        hash: fingerprint(token),
        name,
        start: startOf(token),
        owner: owner.id,
        grants: grants ? JSON.stringify(grants) : null,
        permissions: scope ? JSON.stringify(scope) : null,
        createdAt: clock.now(),
        createdBy: by,
        expiresAt: clock.now() + days * day,
        lastUsedAt: null,
        lastUsedFrom: null,
        revokedAt: null,
      };
      await tokens.insert(document);
      const details = { token: document.id, start: document.start, owner: owner.login, days };
      await audit.record({ by, act: 'token.made', subject: name, details, after: { grants: grants ?? null, permissions: scope ?? null } });
      return { token, about: shown(document) };
    },
    async revokeAll(owner, by) {
      for (const token of await list(owner)) if (token.state === 'valid') await revoke(token.id, by);
    },
    async find(token) {
      const found = await tokens.findOne({ hash: fingerprint(token) });
      return found && shown(found);
    },
    async used({ id, name, start, lastUsedAt }, address, owner) {
      const now = clock.now();
      if (lastUsedAt !== null && now - lastUsedAt < minute) return;
      const isOurs = await tokens.update(id, { where: { lastUsedAt }, set: { lastUsedAt: now, lastUsedFrom: address } });
      if (isOurs && lastUsedAt === null)
        await audit.record({ by: owner, act: 'token.first-used', subject: name, details: { token: id, start, address } });
    },
  };
}
