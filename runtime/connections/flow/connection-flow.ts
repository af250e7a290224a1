import type { Quota } from '@crossdock/nodes/contract/define-node';
import type { Clock } from '../../clock/clock.ts';
import type { ConnectionPolicy } from '../connection-policy.ts';
import { type Falling, nextChange, windowAt } from '../maintenance-window.ts';
import { opened, permit, probePassed, trips } from './breaker.ts';
import { callWindow } from './call-window.ts';
import { type Blocked, blockedBy } from './connection-state.ts';
import { createGate } from './gate.ts';
import { restFor } from './quota.ts';
import { gapOf } from './rate-grant.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { retryBudget } from './retry-budget.ts';
import { returnLine } from './return-line.ts';
import type { StateBook } from './state-book.ts';

/** Whether a call may be sent now. `isProbe`: it tries for all whether the system works again, and has to say how it went. */
export type Admission =
  | { readonly isAdmitted: true; readonly isProbe: boolean }
  | { readonly isAdmitted: false; readonly by: Blocked['by'] | 'rate' | 'budget' /** When to come back, ms. */; readonly until: number };

/** How a call ended, as far as the connection is concerned. */
export type CallEnd = {
  readonly isProbe: boolean;
  readonly isRepeat: boolean;
  /** `failed`: it could not be reached, gave no answer, or answered 5xx. `none`: nothing was sent. */
  readonly health: 'ok' | 'failed' | 'none';
  readonly why: string;
  /** How long the system asked everybody to wait, ms; 0: it did not. */
  readonly rest: number;
  readonly quota?: Quota | undefined;
};

/** The traffic of this process to one connection: who may call, who waits a moment, who is sent away until later. */
export type ConnectionFlow = {
  /** Takes a place when it admits. Without a rate, and while nothing holds the connection back, it answers at once and asks no store. */
  admit(isRepeat: boolean): Admission | Promise<Admission>;
  /** Waits for another token: a call that sends several requests asks before each but its first. undefined: go on. */
  another(): Promise<void> | undefined;
  /** Gives the place of an admitted call back, and learns from how it went. */
  ended(end: CallEnd): void;
  /** When calls are let through again, ms; null: they are now. */
  blockedUntil(): number | null;
  /** Another process or a person changed its state. */
  look(): void;
  setPolicy(policy: ConnectionPolicy): void;
  /** A time to come back at, not before `from`, in line with the others that were sent away. ms */
  returnAt(from: number): number;
  /** What held its runs back is over: they come back from now on, not from when it was to end. */
  newLine(): void;
  /** The window of maintenance that is on. */
  maintenance(): Falling | null;
  /** ms between two calls that come back. */
  gap(): number;
  readonly counts: {
    readonly parked: number;
    readonly tokenWaitMs: number;
    readonly repeatsRefused: number;
    readonly callsDone: number;
    readonly callsFailed: number;
  };
};

/** A call waits in memory for so long at most; it is sent away when it would be longer. ms */
const patience = 3000;
/** Calls that come back, per second and place: a fourth of a second is what a call is taken to last. */
const returnsPerPlace = 4;
/** While a person holds a connection its runs look again after this time, should nobody have woken them. ms */
const pauseLook = 600_000;

const admitted: Admission = { isAdmitted: true, isProbe: false };
const probe: Admission = { isAdmitted: true, isProbe: true };

export function createConnectionFlow(given: {
  readonly id: string;
  readonly policy: ConnectionPolicy;
  readonly book: StateBook;
  readonly clock: Clock;
  readonly random: () => number;
  readonly storeFailed: (error: unknown) => void;
}): ConnectionFlow {
  const { id, book, clock, storeFailed } = given;
  const line = returnLine(given.random);
  const gate = createGate(given.policy.concurrency);
  const counts = { parked: 0, tokenWaitMs: 0, repeatsRefused: 0, callsDone: 0, callsFailed: 0 };
  let policy = given.policy;
  let window = windowOf(policy);
  let budget = retryBudget(policy.retryBudget, clock.now());
  let limiter = limiterOf(policy);
  /** What this process has just found out, until the shared state says so too. */
  let own: (Blocked & { readonly until: number }) | undefined;
  /** The quota runs low: nothing is sent before. */
  let restUntil = 0;
  let isCalm = false;
  let maintenance: Falling | null = null;
  /** Until then it does not change whether there is maintenance, ms. */
  let maintenanceAsOf = 0;
  look();

  function look(): void {
    const now = clock.now();
    const state = book.seen(id);
    maintenance = windowAt(policy.maintenance, now);
    maintenanceAsOf = nextChange(policy.maintenance, now) ?? Number.POSITIVE_INFINITY;
    isCalm = !limiter && !maintenance && !own && restUntil <= now && state.breaker === 'closed' && !blockedBy(state, now);
  }

  function blocked(now: number): Blocked | undefined {
    if (own && own.until <= now) own = undefined;
    const shared = blockedBy(book.seen(id), now);
    if (maintenance && shared?.by !== 'pause') return { by: 'maintenance', until: maintenance.to };
    return shared?.by === 'pause' || !own ? shared : own;
  }

  function admit(isRepeat: boolean): Admission | Promise<Admission> {
    const now = clock.now();
    if (now >= maintenanceAsOf) look();
    const block = isCalm ? undefined : blocked(now);
    if (block) return park(block.by, whenOver(block, now));
    if (isRepeat && !budget.take(now)) {
      counts.repeatsRefused++;
      return { isAdmitted: false, by: 'budget', until: line.next(now + 1000, gap()) };
    }
    const entered = gate.enter();
    if (isCalm) return entered ? entered.then(() => (isCalm ? admitted : inside())) : admitted;
    return entered ? entered.then(inside) : inside();
  }

  /** With a place: waits for a token, asks whether it may try. Gives the place back when it sends the call away. */
  async function inside(): Promise<Admission> {
    let isIn = true;
    try {
      const answer = await decide();
      isIn = answer.isAdmitted;
      return answer;
    } catch (error) {
      isIn = false;
      throw error;
    } finally {
      if (!isIn) gate.leave();
      look();
    }
  }

  async function decide(): Promise<Admission> {
    const refused = refusal();
    if (refused) return refused;
    if (restUntil > clock.now()) {
      if (restUntil > clock.now() + patience) return park('rate', restUntil);
      await sleep(restUntil - clock.now());
    }
    if (limiter) {
      const { at, isLate } = await limiter.take();
      if (isLate) return park('rate', at);
      const wait = at - clock.now();
      if (wait > 0) {
        counts.tokenWaitMs += wait;
        await sleep(wait);
      }
    }
    // It may have been closed in the meantime.
    const closed = refusal();
    if (closed) return closed;
    const { breaker } = policy;
    if (book.seen(id).breaker === 'closed') return admitted;
    // The breaker was taken out of the policy while it was open.
    if (!breaker) {
      change((state) => ({ ...state, breaker: 'closed', breakerSince: clock.now(), breakerWhy: null }));
      return admitted;
    }
    const answer = await book.change(id, (state) => {
      const { isGranted, state: next } = permit(state, breaker, clock.now());
      return { next, result: isGranted ? (next.breaker === 'closed' ? admitted : probe) : undefined };
    });
    return answer ?? park('breaker', Math.max(clock.now() + 1000, book.seen(id).openUntil));
  }

  function refusal(): Admission | undefined {
    const now = clock.now();
    if (now >= maintenanceAsOf) look();
    const block = blocked(now);
    if (block) return park(block.by, whenOver(block, now));
    const { breaker, probes, probesSent, probedAt } = book.seen(id);
    const isFull = breaker === 'half-open' && probesSent >= probes && now - probedAt < (policy.breaker?.openSeconds ?? 0) * 1000;
    return isFull ? park('breaker', now + 1000) : undefined;
  }

  function whenOver({ by, until }: Blocked, now: number): number {
    return until ?? (by === 'pause' ? now + pauseLook : now + 1000);
  }

  function park(by: Blocked['by'] | 'rate', from: number): Admission {
    counts.parked++;
    // While a person holds it nobody knows when the line begins to move: who resumes it wakes them.
    const isOpenEnded = by === 'pause' && book.seen(id).pausedUntil === null;
    const until = isOpenEnded ? from + Math.round(given.random() * 60_000) : line.next(from, gap());
    return { isAdmitted: false, by, until };
  }

  function gap(): number {
    return policy.rate ? gapOf(policy.rate) : 1000 / (policy.concurrency * returnsPerPlace);
  }

  function sleep(ms: number): Promise<void> {
    return new Promise((resolve) => clock.after(ms, resolve));
  }

  function ended({ isProbe, isRepeat, health, why, rest, quota }: CallEnd): void {
    gate.leave();
    if (health === 'ok') counts.callsDone++;
    else if (health === 'failed') counts.callsFailed++;
    const now = clock.now();
    if (quota) restUntil = Math.max(restUntil, now + restFor(quota));
    if (rest > 0) hold(now + rest, why);
    if (health === 'ok') {
      budget.earn(isRepeat);
      window?.add(false, now);
      if (isProbe) change((state) => probePassed(state, clock.now()));
    } else if (health === 'failed' && policy.breaker) {
      window?.add(true, now);
      if (isProbe || (book.seen(id).breaker === 'closed' && !own && window && trips(window.counts(now), policy.breaker))) open(why, now);
    }
    if (quota || rest > 0 || isProbe) look();
  }

  function open(why: string, now: number): void {
    const { breaker } = policy;
    if (!breaker) return;
    window?.clear();
    own = { by: 'breaker', until: now + breaker.openSeconds * 1000 };
    isCalm = false;
    change((state) => opened(state, breaker, why, now));
  }

  function hold(until: number, why: string): void {
    if (book.seen(id).heldUntil >= until - 250) return;
    own = { by: 'hold', until: Math.max(until, own?.until ?? 0) };
    isCalm = false;
    change((state) => (state.heldUntil >= until ? state : { ...state, heldUntil: until, heldWhy: why.slice(0, 500) }));
  }

  /** What this process knows stays in force for it when the store cannot be written. */
  function change(decide: (state: ReturnType<StateBook['seen']>) => ReturnType<StateBook['seen']>): void {
    book
      .change(id, (state) => ({ next: decide(state), result: true }))
      .then(() => {
        own = undefined;
        look();
      }, storeFailed);
  }

  function windowOf({ breaker }: ConnectionPolicy) {
    return breaker ? callWindow(breaker.windowSeconds) : undefined;
  }

  function limiterOf({ rate }: ConnectionPolicy) {
    return rate ? createRateLimiter({ id, rate, book, clock, patience }) : undefined;
  }

  async function nextToken(): Promise<void> {
    for (;;) {
      const token = limiter && (await limiter.take());
      const wait = Math.max(token?.at ?? 0, restUntil) - clock.now();
      if (wait > 0) {
        counts.tokenWaitMs += wait;
        await sleep(wait);
      }
      if (!token?.isLate) return;
    }
  }

  return {
    admit,
    another: () => (limiter || restUntil > clock.now() ? nextToken() : undefined),
    returnAt: (from) => line.next(from, gap()),
    newLine: line.clear,
    ended,
    blockedUntil() {
      const now = clock.now();
      const block = isCalm ? undefined : blocked(now);
      return block ? whenOver(block, now) : null;
    },
    look,
    setPolicy(next) {
      if (JSON.stringify(next) === JSON.stringify(policy)) return;
      policy = next;
      gate.setWidth(policy.concurrency);
      window = windowOf(policy);
      budget = retryBudget(policy.retryBudget, clock.now());
      limiter = limiterOf(policy);
      look();
    },
    maintenance() {
      if (clock.now() >= maintenanceAsOf) look();
      return maintenance;
    },
    gap,
    counts,
  };
}
