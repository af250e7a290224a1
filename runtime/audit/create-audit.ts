import { caller } from '../access/caller.ts';
import type { Clock } from '../clock/clock.ts';
import { DuplicateKey, type Filter, type Store } from '../store/store.ts';
import type { Audit, AuditAct, AuditEntry, AuditFilter } from './audit.ts';
import { type AuditDocument, type AuditMarkDocument, auditMarkSchema, auditSchema } from './audit-documents.ts';
import { hashOf, idOf, type Link, noLine, sealOfMark } from './chain.ts';
import { verifyChain } from './verify-chain.ts';
import { searchWords, wordsOf } from './words.ts';

export type AuditResources = {
  readonly store: Store;
  readonly clock: Clock;
  /** Of the installation, 32 bytes: the chain's hashes are made with it. */
  readonly key: Uint8Array;
};

/** Lines looked at for one page of a search; a page that ends there goes on with the next. */
const looked = 5000;
const pageSize = 500;
const day = 24 * 60 * 60_000;

/** One line after the other: each is chained to the one before, whichever process wrote it. */
export function createAudit({ store, clock, key }: AuditResources): Audit {
  const lines = store.collection(auditSchema);
  const marks = store.collection(auditMarkSchema);
  /** The newest line this process knows; another process may be ahead. */
  let newest: Link | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  async function newestStored(): Promise<Link> {
    const page = await lines.find({ sort: { by: 'sequence', direction: 'down' }, limit: 1, select: ['id', 'sequence', 'hash'] });
    return page.items[0] ?? (await marks.get('start')) ?? noLine;
  }

  async function append(act: Omit<AuditDocument, 'id' | 'sequence' | 'hash'>): Promise<void> {
    for (;;) {
      const before: Link = newest ?? (await newestStored());
      const sequence = before.sequence + 1;
      const unhashed = { ...act, sequence };
      const hash = hashOf(key, unhashed, before.hash);
      try {
        await lines.insert({ ...unhashed, id: idOf(sequence), hash });
      } catch (error) {
        newest = null;
        if (error instanceof DuplicateKey) continue;
        throw error;
      }
      newest = { sequence, hash };
      return mark('head', newest);
    }
  }

  /** Never back: another process may have set it further. */
  async function mark(id: AuditMarkDocument['id'], link: Link): Promise<void> {
    const set = { ...link, seal: sealOfMark(key, id, link) };
    if (await marks.update(id, { where: { sequence: { lt: link.sequence } }, set })) return;
    if (await marks.get(id)) return;
    await marks.insert({ id, ...set }).catch((error: unknown) => {
      if (!(error instanceof DuplicateKey)) throw error;
      return mark(id, link);
    });
  }

  return {
    record(act) {
      const line = lineOf(act, clock.now());
      const written = writing.then(() => append(line));
      writing = written.catch(() => {});
      return written;
    },

    async list({ limit = 100, after, ...filter }) {
      const [, ...more] = wordsOf(filter.q ?? '');
      const found: AuditEntry[] = [];
      let before = after === undefined ? Number.MAX_SAFE_INTEGER : Number(after);
      for (let seen = 0; seen < looked; ) {
        const { items } = await lines.find({
          where: { ...whereOf(filter), sequence: { lt: before } },
          sort: { by: 'sequence', direction: 'down' },
          limit: more.length === 0 ? limit + 1 : pageSize,
        });
        for (const line of items) {
          if (found.length === limit) return { items: found, next: String(before) };
          before = line.sequence;
          if (more.every((word) => line.words.some((one) => one.startsWith(word)))) found.push(entryOf(line));
        }
        seen += items.length;
        if (items.length < (more.length === 0 ? limit + 1 : pageSize)) return { items: found, next: null };
      }
      return { items: found, next: String(before) };
    },

    async verify(expected) {
      return verifyChain({ lines, marks, key }, expected);
    },

    async prune(days) {
      const until = clock.now() - days * day;
      let removed = 0;
      for (;;) {
        const { items } = await lines.find({
          where: { at: { lt: until } },
          sort: { by: 'sequence', direction: 'up' },
          limit: pageSize,
          select: ['id', 'sequence', 'hash'],
        });
        const last = items.at(-1);
        if (!last) return removed;
        // First where the chain begins, then the lines before it: in between the chain holds as well.
        const start = { sequence: last.sequence, hash: last.hash };
        await mark('start', start);
        removed += await lines.removeWhere({ sequence: { lte: last.sequence } }, pageSize);
      }
    },
  };
}

function lineOf({ by, act, subject, env, details = {}, before, after, why }: AuditAct, at: number) {
  const asker = caller();
  const environment = env ?? (typeof details.env === 'string' ? details.env : (asker?.env ?? null));
  return {
    at,
    by,
    byId: asker?.id ?? null,
    from: asker?.address ?? null,
    requestId: asker?.requestId ?? null,
    env: environment,
    act,
    subject,
    why: why === undefined || why === '' ? null : why,
    content: JSON.stringify({ details, before: before ?? null, after: after ?? null }),
    words: searchWords([subject, by, act, environment, why, details, asker?.address]),
  };
}

function entryOf({ words: _, content, at, ...line }: AuditDocument): AuditEntry {
  const { details, before, after } = JSON.parse(content) as Pick<AuditEntry, 'details' | 'before' | 'after'>;
  return { ...line, at: new Date(at).toISOString(), details, before, after };
}

function whereOf({ q, subject, by, act, env, from, to }: AuditFilter): Filter<AuditDocument> {
  const [word] = wordsOf(q ?? '');
  return {
    ...(word !== undefined && { words: { prefix: word } }),
    ...(subject !== undefined && { subject }),
    ...(by !== undefined && { by }),
    ...(env !== undefined && { env }),
    // "/" is the sign after "." in every collation of plain ASCII.
    ...(act !== undefined && { act: act.endsWith('.') ? { gte: act, lt: `${act.slice(0, -1)}/` } : act }),
    ...((from !== undefined || to !== undefined) && {
      at: { ...(from !== undefined && { gte: Date.parse(from) }), ...(to !== undefined && { lt: Date.parse(to) }) },
    }),
  };
}
