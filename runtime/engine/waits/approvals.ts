import type { Collection } from '../../store/store.ts';
import { endWait } from './take-events.ts';
import type { WaitDocument } from './wait-documents.ts';

/** What a person is asked, and what came of it. Times in ms. */
export type Approval = {
  readonly id: string;
  readonly env: string;
  readonly flow: string;
  readonly runId: string;
  readonly nodeId: string;
  readonly title: string;
  readonly text: string;
  /** Empty: everybody with the right to approve. */
  readonly role: string;
  readonly keys: readonly { readonly kind: string; readonly value: string }[];
  readonly since: number;
  readonly until: number | null;
  readonly state: 'open' | 'approved' | 'rejected' | 'timed out' | 'closed';
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly comment: string;
};

export type Decided =
  | { readonly kind: 'decided'; readonly approval: Approval }
  /** Somebody did before, or the time-out or the run's end did. */
  | { readonly kind: 'too late'; readonly approval: Approval }
  | { readonly kind: 'not allowed'; readonly approval: Approval };

export type Approvals = {
  list(query: {
    readonly env: string;
    readonly state: 'open' | 'decided';
    readonly limit: number;
    readonly after: string | null;
  }): Promise<{ readonly items: readonly Approval[]; readonly next: string | null }>;
  /** How many are open, at most 100 counted. */
  countOpen(env: string): Promise<number>;
  get(id: string): Promise<Approval | null>;
  /** Decides once. null: there is no such approval. */
  decide(
    id: string,
    given: { readonly decision: 'approved' | 'rejected'; readonly by: string; readonly roles: readonly string[]; readonly comment: string },
  ): Promise<Decided | null>;
};

export function createApprovals(resources: {
  readonly waits: Collection<WaitDocument>;
  readonly now: () => number;
  readonly wake: (runId: string) => Promise<boolean>;
  readonly isEnded: (runId: string) => Promise<boolean>;
}): Approvals {
  const { waits, now } = resources;
  const find = async (id: string) => {
    const wait = await waits.get(id);
    return wait?.kind === 'approval' ? wait : null;
  };

  return {
    async list({ env, state, limit, after }) {
      const page = await waits.find({
        where: { kind: 'approval', env, state: state === 'open' ? 'open' : { in: ['approved', 'rejected', 'timed out', 'closed'] } },
        sort: { by: 'since', direction: state === 'open' ? 'up' : 'down' },
        limit,
        after,
      });
      return { items: page.items.map(approvalOf), next: page.next };
    },
    countOpen: (env) => waits.count({ kind: 'approval', env, state: 'open' }, 100),
    async get(id) {
      const wait = await find(id);
      return wait && approvalOf(wait);
    },
    async decide(id, { decision, by, roles, comment }) {
      const wait = await find(id);
      if (!wait) return null;
      if (!mayDecide(wait.role, roles)) return { kind: 'not allowed', approval: approvalOf(wait) };
      const at = now();
      if (wait.state === 'open' && (await resources.isEnded(wait.runId))) {
        const closed = await endWait(waits, wait, { state: 'closed', settledAt: at });
        return { kind: 'too late', approval: approvalOf(closed.wait) };
      }
      // The run itself writes that the time is over; until then the decision must not count either.
      if (wait.state === 'open' && wait.until !== null && wait.until <= at)
        return { kind: 'too late', approval: { ...approvalOf(wait), state: 'timed out' } };
      const ended = await endWait(waits, wait, { state: decision, settledAt: at, decidedBy: by, comment, wakeAt: at });
      if (!ended.isOurs) return { kind: 'too late', approval: approvalOf(ended.wait) };
      if (await resources.wake(wait.runId)) await waits.update(id, { set: { wakeAt: null } });
      return { kind: 'decided', approval: approvalOf(ended.wait) };
    },
  };
}

/** Whether somebody with these roles may decide what only `role` may; empty: everybody with the right to approve. */
export function mayDecide(role: string, roles: readonly string[]): boolean {
  return role === '' || roles.includes(role) || roles.includes('admin');
}

function approvalOf(wait: WaitDocument): Approval {
  const { id, env, flow, runId, nodeId, title, text, role, since, until, decidedBy, comment } = wait;
  const keys = wait.shownKeys === '' ? [] : (JSON.parse(wait.shownKeys) as [string, string][]).map(([kind, value]) => ({ kind, value }));
  const state = wait.state === 'settled' ? 'closed' : wait.state;
  const decidedAt = decidedBy === null ? null : wait.settledAt;
  return { id, env, flow, runId, nodeId, title, text, role, keys, since, until, state, decidedBy, decidedAt, comment };
}
