import { isDeepStrictEqual } from 'node:util';
import type { Document } from '@crossdock/runtime/store/store';
import { pinRandomness } from './pinned-randomness.ts';
import { ModelProcess, type Pending, type Process, type ProcessOptions } from './process.ts';
import { type Change, type Outcome, State } from './state.ts';
import { outcomeInWords } from './words.ts';

/** Something that can happen next: a pending step, after which its process goes on or is dead without having learned of it. */
export type Move = {
  readonly id: string;
  readonly process: ModelProcess;
  readonly step: Pending;
  readonly dies: boolean;
  readonly changes: readonly Change[];
};

/** Processes over one state, moved step by step. One World is one schedule. */
export class World {
  readonly state = new State();
  readonly #processes: ModelProcess[] = [];
  readonly #programs: (() => Promise<void>)[] = [];
  #crashesLeft: number;

  constructor(crashes: number) {
    this.#crashesLeft = crashes;
  }

  /** Adds a process; its program starts with the first step of the schedule. */
  process(name: string, program: (process: Process) => Promise<unknown>, options: ProcessOptions = {}): void {
    const process = new ModelProcess(name, { ahead: this.#processes.length * 1_000, ...options });
    this.#processes.push(process);
    this.#programs.push(async () => {
      try {
        await program(process.face);
      } catch (error) {
        process.failure = error;
      }
      process.end();
    });
  }

  async start(): Promise<void> {
    for (const [index, program] of this.#programs.entries()) {
      const process = this.#processes[index] as ModelProcess;
      await this.#letRun(process, () => void program());
      while (process.isPreparing) {
        const step = process.heads().find(({ when, at }) => at === undefined && (!when || when(this.state)));
        if (!step) throw new Error(`${process.name} cannot get ready before the schedule begins`);
        const { outcome } = this.state.record(() => step.perform(this.state));
        await this.#letRun(process, () => process.answer(step, outcome));
      }
    }
  }

  /** What can happen next, in an order that does not depend on the schedule. A process dies only where that differs from dying earlier: after a change. */
  moves(): Move[] {
    const moves = this.#possible();
    const first = moves.filter((move) => !move.step.isLast);
    return first.length > 0 ? first : moves;
  }

  #possible(): Move[] {
    return this.#processes.flatMap((process) =>
      process.heads().flatMap((step) => {
        if (step.when && !step.when(this.state)) return [];
        const id = `${process.name}#${step.number}`;
        const { changes } = this.#attempt(step);
        const goesOn: Move = { id, process, step, dies: false, changes };
        if (!process.mayCrash || this.#crashesLeft === 0 || changes.length === 0) return [goesOn];
        const death = { collection: deaths, id: process.name, before: undefined, after: deathOf(process) };
        return [goesOn, { ...goesOn, id: `${id}!`, dies: true, changes: [...changes, death] }];
      }),
    );
  }

  /** A move that was possible at this place of the schedule before, without looking at what else is. */
  find(id: string): Move | undefined {
    const dies = id.endsWith('!');
    const border = id.lastIndexOf('#');
    const number = Number(dies ? id.slice(border + 1, -1) : id.slice(border + 1));
    const process = this.#processes.find((one) => one.name === id.slice(0, border));
    const step = process?.pending.find((one) => one.number === number);
    return process && step && { id, process, step, dies, changes: [] };
  }

  /** Resolves when nothing more happens by itself, to what happened in words. */
  async perform({ process, step, dies }: Move): Promise<string> {
    const { outcome } = this.state.record(() => step.perform(this.state));
    const came = outcomeInWords(outcome);
    const told = `${process.name} ${step.label}${came === '' ? '' : ` -> ${came}`}`;
    if (dies) {
      this.#crashesLeft--;
      this.state.set(deaths, process.name, deathOf(process));
      process.die();
      return `${told}; ${process.name} DIES before it learns of it`;
    }
    await this.#letRun(process, () => process.answer(step, outcome));
    return told;
  }

  /** Whether the order of two moves makes no difference here, neither to the state nor to what their processes are told. */
  areIndependent(a: Move, b: Move): boolean {
    if (a.process === b.process || (a.dies && b.dies)) return false;
    if (a.changes.length === 0 && b.changes.length === 0) return true;
    if (!mayMeet(a, b) && !mayMeet(b, a)) return true;
    const [ab, ba] = [this.#inOrder(a, b), this.#inOrder(b, a)];
    return ab !== undefined && ba !== undefined && isDeepStrictEqual(ab.a, ba.b) && isDeepStrictEqual(ab.b, ba.a) && ab.left === ba.left;
  }

  /** The same for two schedules that can go on in the same ways. */
  fingerprint(): string {
    return `${this.state.fingerprint()}\n${this.#processes.map((process) => process.fingerprint()).join(' ')}`;
  }

  failure(): string | undefined {
    const failed = this.#processes.find((process) => process.failure !== undefined && !process.isDead);
    return failed && `${failed.name} failed: ${failed.failure}`;
  }

  #attempt(step: Pending): { readonly outcome: Outcome<unknown>; readonly changes: readonly Change[] } {
    const attempt = this.state.record(() => step.perform(this.state));
    this.state.undo(attempt.changes);
    return attempt;
  }

  /** What two moves would be told, one after the other, and what they would leave; undefined when the first keeps the second from happening. */
  #inOrder(a: Move, b: Move) {
    const first = this.#try(a);
    if (b.step.when && !b.step.when(this.state)) {
      this.state.undo(first.changes);
      return undefined;
    }
    const second = this.#try(b);
    const touched = [...a.changes, ...b.changes, ...first.changes, ...second.changes].map(({ collection, id }) => `${collection}/${id}`);
    const left = JSON.stringify([...new Set(touched)].sort().map((place) => [place, this.#at(place)]));
    this.state.undo(second.changes);
    this.state.undo(first.changes);
    return { a: plain(first.outcome), b: plain(second.outcome), left };
  }

  #try({ step, dies, process }: Move) {
    return this.state.record(() => {
      const value = step.perform(this.state);
      if (dies) this.state.set(deaths, process.name, deathOf(process));
      return value;
    });
  }

  #at(place: string): Document | null {
    const border = place.indexOf('/');
    return this.state.get(place.slice(0, border), place.slice(border + 1)) ?? null;
  }

  async #letRun(process: ModelProcess, begin: () => void): Promise<void> {
    pinRandomness(() => process.nextId());
    // What is put off to the next turn of the event loop belongs to what follows from this answer.
    globalThis.setImmediate = soon;
    begin();
    await quiet();
    globalThis.setImmediate = immediate;
  }
}

/** Whether a process has died. */
export const isDead = (state: State, name: string): boolean => state.get(deaths, name) !== undefined;

const deaths = '(deaths)';
const deathOf = (process: ModelProcess): Document => ({ id: process.name });

/** Whether a step may read or write where the other writes. */
function mayMeet(a: Move, b: Move): boolean {
  return a.step.collection === undefined ? b.changes.length > 0 : b.changes.some((change) => change.collection === a.step.collection);
}

const plain = (outcome: Outcome<unknown>) => ('error' in outcome ? String(outcome.error) : outcome.value);

const immediate = setImmediate;
const soon = ((callback: () => void) => queueMicrotask(callback)) as unknown as typeof setImmediate;
/** All that follows from one answer happens in microtasks, which are over before the event loop comes round. */
const quiet = () => new Promise<void>((resolve) => immediate(resolve));
