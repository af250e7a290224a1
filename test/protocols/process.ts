import { hash } from 'node:crypto';
import type { Clock } from '@crossdock/runtime/clock/clock';
import type { Store } from '@crossdock/runtime/store/store';
import { comesBefore, modelStore, type Place } from './model-store.ts';
import { type Outcome, type State, textOf } from './state.ts';

/** What a program of a model may do. Each of these is one atomic step, which the explorer places among those of the other processes. */
export type Process = {
  readonly name: string;
  /** The store as this process sees it. */
  readonly store: Store;
  /** Its own clock: it stands some milliseconds apart from those of the others, and time passes when the explorer lets a timer fire. */
  readonly clock: Clock;
  /** Changes the world outside: answers a caller, sends an effect. `when`: not before this holds. `isLast`: only when nothing else can happen. */
  act<T>(label: string, action: (state: State) => T, when?: (state: State) => boolean, isLast?: boolean): Promise<T>;
  /** Waits for something, then looks. */
  until(label: string, holds: (state: State) => boolean): Promise<void>;
  /** Does what comes before the schedule begins, as a whole. */
  prepare<T>(work: () => Promise<T>): Promise<T>;
  /** Waits until nothing else can happen: what is done from time to time is certain to be done then. */
  rest(label: string): Promise<void>;
  /** Does the same again and again, until it says `false`. What one round has seen must be of no use to the next: it is forgotten. */
  repeat(round: () => Promise<unknown>): Promise<void>;
};

/** A step that a process has asked for and that has not happened yet. */
export type Pending = {
  /** The same in every schedule in which the process has seen the same. */
  readonly number: number;
  readonly label: string;
  /** Of a step of the store: which other steps it waits for. */
  readonly place?: Place;
  /** The collection it reads and writes; absent when it may look at everything. */
  readonly collection?: string;
  /** Monotonic time of a timer, ms. */
  readonly at?: number;
  readonly when?: ((state: State) => boolean) | undefined;
  /** Only when nothing else can happen. */
  readonly isLast?: boolean;
  readonly perform: (state: State) => unknown;
  readonly settle: (outcome: Outcome<unknown>) => void;
};

export type ProcessOptions = {
  /** Default true. */
  readonly mayCrash?: boolean;
  /** How many of its timers may fire. Default 0: time stands still. */
  readonly timers?: number;
  /** Whether they fire only when nothing else can happen. Default false. */
  readonly isPatient?: boolean;
  /** How far its clock is ahead, ms. Default: a second more for each process. */
  readonly ahead?: number;
};

/** A process with its inside, as the scheduler sees it. */
export class ModelProcess {
  readonly name: string;
  readonly mayCrash: boolean;
  readonly pending: Pending[] = [];
  readonly face: Process;
  isDead = false;
  hasEnded = false;
  isPreparing = false;
  failure: unknown;
  /** Everything it was told so far, as a hash: its inside depends on nothing else. */
  history = '';
  #asked = 0;
  #elapsed = 0;
  #ticks = 0;
  #ids = 0;
  #timersLeft: number;
  readonly #ahead: number;
  readonly #isPatient: boolean;

  constructor(name: string, { mayCrash = true, timers = 0, isPatient = false, ahead = 0 }: ProcessOptions) {
    this.name = name;
    this.#ahead = ahead;
    this.#isPatient = isPatient;
    this.mayCrash = mayCrash;
    this.#timersLeft = timers;
    this.face = {
      name,
      store: modelStore((step) => this.ask(step)),
      clock: this.#clock(),
      act: (label, action, when, isLast = false) => this.ask({ label, perform: action, when, isLast }),
      until: (label, holds) => this.ask({ label, perform: () => undefined, when: holds }),
      prepare: async (work) => {
        this.isPreparing = true;
        try {
          return await work();
        } finally {
          this.isPreparing = false;
        }
      },
      rest: (label) => this.ask({ label, perform: () => undefined, isLast: true }),
      repeat: async (round) => {
        do this.#forget();
        while ((await round()) !== false);
      },
    };
  }

  /** Asks for a step; resolves when the explorer has let it happen. */
  ask<T>(step: Omit<Pending, 'number' | 'settle' | 'perform'> & { perform: (state: State) => T }): Promise<T> {
    const number = this.#asked++;
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome<unknown>) => ('error' in outcome ? reject(outcome.error) : resolve(outcome.value as T));
      this.pending.push({ ...step, number, settle });
    });
  }

  /** The steps that could happen next. */
  heads(): Pending[] {
    return this.pending.filter((step, index) => {
      const { at, place } = step;
      if (at !== undefined) return this.#timersLeft > 0 && !this.pending.some((other) => other.at !== undefined && other.at < at);
      return !place || !this.pending.slice(0, index).some((earlier) => earlier.place && comesBefore(earlier.place, place));
    });
  }

  /** Tells the process what came of a step. */
  answer(step: Pending, outcome: Outcome<unknown>): void {
    this.pending.splice(this.pending.indexOf(step), 1);
    this.history = hash('sha1', `${this.history} ${step.number} ${textOf(outcome)}`, 'base64');
    if (step.at !== undefined) {
      this.#elapsed = Math.max(this.#elapsed, step.at);
      this.#timersLeft--;
    }
    step.settle(outcome);
  }

  /** The program has ended; where nothing is pending either, nothing more will come of what it has seen. */
  end(): void {
    this.hasEnded = true;
  }

  /** Stands for everything inside the process. */
  fingerprint(): string {
    if (this.isDead) return 'dead';
    return this.hasEnded && this.pending.length === 0 ? 'ended' : this.history;
  }

  #forget(): void {
    if (this.pending.length > 0) return;
    this.history = `again ${this.#ticks} ${this.#ids} ${this.#elapsed} ${this.#timersLeft}`;
    this.#asked = 0;
  }

  die(): void {
    this.isDead = true;
    this.pending.length = 0;
  }

  /** A random UUID, but the same one whenever the process has seen the same. */
  nextId(): string {
    return `${this.name}-${++this.#ids}`;
  }

  #clock(): Clock {
    return {
      // Goes on with each look, so that what is derived from the time of day differs from call to call.
      now: () => startOfModels + this.#ahead + this.#elapsed + this.#ticks++,
      monotonic: () => this.#elapsed,
      after: (ms, callback) => {
        const at = this.#elapsed + Math.max(0, ms);
        const timer = this.ask({ label: `waits ${ms} ms`, at, perform: () => undefined, isLast: this.#isPatient });
        let isCancelled = false;
        void timer.then(() => isCancelled || callback());
        const own = this.pending.at(-1);
        return () => {
          isCancelled = true;
          const index = own ? this.pending.indexOf(own) : -1;
          if (index >= 0) this.pending.splice(index, 1);
        };
      },
    };
  }
}

/** When every schedule begins, ms. */
export const startOfModels = Date.UTC(2026, 10, 21, 8);
