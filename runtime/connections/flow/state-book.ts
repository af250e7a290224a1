import type { Bulletin } from '../../bulletin/bulletin.ts';
import type { Clock } from '../../clock/clock.ts';
import { DuplicateKey, type Store } from '../../store/store.ts';
import { type ConnectionState, connectionStates, marked, stateAtRest } from './connection-state.ts';

/** What becomes of a state; `next` left out: nothing. */
export type Change<T> = { readonly next?: ConnectionState | undefined; readonly result: T };

/** The states of the connections, in memory as this process last saw them and in the store, where they count. */
export type StateBook = {
  /** As last seen. */
  seen(id: string): ConnectionState;
  /** Decides on the newest state, again when another process was quicker, and stores what was decided. One at a time per connection. */
  change<T>(id: string, decide: (state: ConnectionState) => Change<T>): Promise<T>;
  /** Reads what was in force when the process before ended; then watches what other processes change, when there are others. */
  start(): Promise<void>;
  close(): void;
};

/** What other processes decided is seen after this time at the latest, ms. */
const lookEvery = 2000;

export function createStateBook(resources: {
  readonly store: Store;
  readonly clock: Clock;
  /** Absent: this process is the only one. */
  readonly bulletin?: Bulletin | undefined;
  readonly changed: (id: string) => void;
}): StateBook {
  const { clock, bulletin, changed } = resources;
  const documents = resources.store.collection(connectionStates);
  const states = new Map<string, ConnectionState>();
  const turns = new Map<string, Promise<unknown>>();
  let cancelLook: (() => void) | undefined;
  let stopListening: (() => void) | undefined;
  let isClosed = false;

  function keep(state: ConnectionState): void {
    const before = states.get(state.id);
    if (before && before.revision > state.revision) return;
    states.set(state.id, state);
    if (before?.revision !== state.revision) changed(state.id);
  }

  async function store(state: ConnectionState, before: ConnectionState): Promise<boolean> {
    if (before.revision > 0) {
      const { id, ...set } = state;
      return documents.update(id, { where: { revision: before.revision }, set });
    }
    try {
      await documents.insert(state);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKey) return false;
      throw error;
    }
  }

  async function changeNow<T>(id: string, decide: (state: ConnectionState) => Change<T>): Promise<T> {
    let state = states.get(id) ?? (await documents.get(id)) ?? stateAtRest(id);
    for (;;) {
      const { next, result } = decide(state);
      if (!next || next === state) {
        keep(state);
        return result;
      }
      const stored = marked({ ...next, revision: state.revision + 1 }, clock.now());
      if (await store(stored, state)) {
        keep(stored);
        // What only rates a busy connection is of no interest to the others.
        if (stored.active !== null || state.active !== null) bulletin?.publish('traffic', id);
        return result;
      }
      state = (await documents.get(id)) ?? stateAtRest(id);
      keep(state);
    }
  }

  async function look(): Promise<void> {
    const { items } = await documents.find({ where: { active: 1 }, limit: 5000 });
    for (const state of items) keep(state);
    const listed = new Set(items.map(({ id }) => id));
    for (const { id, active } of [...states.values()])
      if (active !== null && !listed.has(id)) {
        const state = await documents.get(id);
        if (state) keep(state);
      }
  }

  function lookLater(): void {
    if (isClosed || !bulletin) return;
    cancelLook = clock.after(lookEvery, () => {
      look()
        // The store says so itself; what is known stays in force until it can be read again.
        .catch(() => {})
        .finally(lookLater);
    });
  }

  return {
    seen: (id) => states.get(id) ?? stateAtRest(id),
    change(id, decide) {
      const turn = (turns.get(id) ?? Promise.resolve()).catch(() => {}).then(() => changeNow(id, decide));
      turns.set(id, turn);
      const forget = () => {
        if (turns.get(id) === turn) turns.delete(id);
      };
      turn.then(forget, forget);
      return turn;
    },
    async start() {
      await look();
      stopListening = bulletin?.subscribe('traffic', (id) => {
        void documents.get(id).then(
          (state) => state && keep(state),
          () => {},
        );
      });
      lookLater();
    },
    close() {
      isClosed = true;
      cancelLook?.();
      stopListening?.();
    },
  };
}
