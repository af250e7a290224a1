import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { inOrder } from '@crossdock/flows/operations/in-order';
import { type Operation, titleOf } from '@crossdock/flows/operations/operation';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { editorTexts } from '../texts/editor.ts';
import type { Draft, SendOperations } from './draft.ts';
import { dropped, emptyHistory, endTyping, type History, lastWins, record, type Step, taken } from './history.ts';
import type { EditsShelf } from './kept-edits.ts';
import { type Conflict, merge, valueIn, withValue } from './merge.ts';
import { operationsBetween } from './operations-between.ts';
import { browserTimers, type Timers } from './timers.ts';

export type SaveState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** The server does not answer; so many changes wait in this browser. */
  | { readonly kind: 'offline'; readonly changes: number }
  | { readonly kind: 'refused'; readonly message: string };

export type DocumentState = {
  readonly flow: Flow;
  /** The server's revision that the unsent operations build on. */
  readonly revision: number;
  readonly problems: readonly Problem[];
  readonly changes: number;
  readonly history: History;
  readonly save: SaveState;
  readonly conflicts: readonly Conflict[];
};

/** One open flow: the document, its history, and its way to the server. */
export type FlowDocument = {
  readonly store: StoreApi<DocumentState>;
  /**
   * Applies operations as one undo step. `title`: what was done, as a command ("Tidy up"); default: in the operations' own words. `typing` names
   * the field somebody is typing in. Throws OperationError and changes nothing.
   */
  change(operations: readonly Operation[], options?: { readonly title?: string | undefined; readonly typing?: string | undefined }): void;
  /** The field was left: what is typed next is a new step. */
  endTyping(): void;
  undo(): void;
  redo(): void;
  /** Chooses a side of a conflict. */
  settle(conflict: Conflict, choice: 'mine' | 'theirs'): void;
  /** The draft as somebody else left it; edits that are not saved yet are joined with it. */
  receive(draft: Draft): void;
  /** Sends what waits now, and resolves when the server has confirmed it or cannot be reached. */
  flush(): Promise<void>;
  close(): void;
};

/** How long edits are gathered before they are sent, in milliseconds. */
const saveDelay = 300;
const retryDelays = [1_000, 2_000, 5_000, 10_000];

export function createFlowDocument(options: {
  readonly draft: Draft;
  readonly send: SendOperations;
  readonly shelf: EditsShelf;
  readonly timers?: Timers;
}): FlowDocument {
  const { send, shelf, timers = browserTimers } = options;
  /** The flow as the server confirmed it. */
  let base = options.draft.flow;
  let unsent: Operation[] = [];
  let inFlight: Operation[] = [];
  /** A draft that came while operations were under way. */
  let late: Draft | null = null;
  let sending: Promise<void> | null = null;
  let cancelTimer = () => {};
  let failures = 0;
  let wasRefused = false;
  let isClosed = false;

  const store = createStore<DocumentState>(() => ({
    flow: options.draft.flow,
    revision: options.draft.revision,
    problems: options.draft.problems,
    changes: options.draft.changes,
    history: emptyHistory,
    save: { kind: 'saved' },
    conflicts: [],
  }));
  const { getState, setState } = store;

  function commit(flow: Flow, operations: readonly Operation[], history: History): void {
    unsent = lastWins([...unsent, ...operations]);
    setState({ flow, history, save: waiting() });
    keep();
    if (!sending) schedule(failures > 0 ? retryDelay() : saveDelay);
  }

  function waiting(): SaveState {
    return failures > 0 ? { kind: 'offline', changes: inFlight.length + unsent.length } : { kind: 'saving' };
  }

  function keep(): void {
    const { revision, history, conflicts } = getState();
    const open = [...inFlight, ...unsent];
    shelf.write({ revision, base: open.length > 0 ? base : null, unsent: open, history, conflicts });
  }

  function schedule(delay: number): void {
    cancelTimer();
    cancelTimer = isClosed ? () => {} : timers.after(delay, () => void flush());
  }

  function retryDelay(): number {
    return retryDelays[Math.min(failures, retryDelays.length) - 1] ?? saveDelay;
  }

  function flush(): Promise<void> {
    cancelTimer();
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    // What was refused may have been taken back since: only what is different now is tried again.
    if (wasRefused) unsent = operationsBetween(base, getState().flow);
    if (unsent.length === 0) setState({ save: { kind: 'saved' } });
    while (unsent.length > 0) {
      inFlight = unsent;
      unsent = [];
      const sent = await send(getState().revision, inFlight);
      if (sent.kind === 'unreachable') {
        unsent = [...inFlight, ...unsent];
        inFlight = [];
        failures += 1;
        takeLate();
        setState({ save: waiting() });
        schedule(retryDelay());
        return;
      }
      failures = 0;
      if (sent.kind === 'saved') {
        wasRefused = false;
        base = applyAll(base, inFlight).flow;
        inFlight = [];
        const { revision, problems, changes } = sent.saved;
        setState({ revision, problems, changes, save: unsent.length > 0 ? { kind: 'saving' } : { kind: 'saved' } });
        keep();
        takeLate();
      } else if (sent.kind === 'joined') {
        wasRefused = false;
        base = applyAll(base, inFlight).flow;
        inFlight = [];
        rebase(sent.current);
        takeLate();
      } else if (sent.kind === 'stale') {
        inFlight = [];
        rebase(sent.current);
      } else {
        wasRefused = true;
        unsent = [...inFlight, ...unsent];
        inFlight = [];
        setState({ save: { kind: 'refused', message: sent.message } });
        keep();
        return;
      }
    }
  }

  /** Joins what is here with what the draft has become; only the difference is still to be sent. */
  function rebase(current: Draft): void {
    const { merged, conflicts } = merge(base, getState().flow, current.flow);
    base = current.flow;
    unsent = operationsBetween(base, merged);
    setState({
      flow: merged,
      revision: current.revision,
      problems: current.problems,
      changes: current.changes,
      conflicts: [...getState().conflicts.filter((old) => !conflicts.some((now) => isSamePath(old, now))), ...conflicts],
      save: unsent.length > 0 ? waiting() : { kind: 'saved' },
    });
    keep();
  }

  function takeLate(): void {
    const draft = late;
    late = null;
    if (draft && draft.revision > getState().revision) rebase(draft);
  }

  function step(direction: 'undo' | 'redo'): void {
    const { history, flow } = getState();
    const last = history[direction].at(-1);
    if (!last) return;
    const operations = direction === 'undo' ? last.inverse : last.forward;
    try {
      const done = applyAll(flow, operations);
      const back: Step =
        direction === 'undo' ? { ...last, forward: done.inverses, typing: null } : { ...last, inverse: done.inverses, typing: null };
      commit(done.flow, operations, taken(history, direction, back));
    } catch {
      setState({ history: dropped(history, direction) });
      step(direction);
    }
  }

  function restore(): void {
    const kept = shelf.read();
    if (!kept) return;
    setState({ history: kept.history, conflicts: kept.conflicts });
    if (!kept.base || kept.unsent.length === 0) return;
    try {
      const mine = applyAll(kept.base, kept.unsent).flow;
      base = kept.base;
      setState({ flow: mine });
      rebase(options.draft);
      schedule(0);
    } catch {
      // The operations do not fit the flow they were kept with: a damaged shelf. The server's draft stands.
      base = options.draft.flow;
      setState({ flow: options.draft.flow });
    }
  }

  restore();
  return {
    store,
    change(operations, { title, typing } = {}) {
      const [first] = operations;
      if (!first) return;
      const { flow, history } = getState();
      const name = title ?? titleOf(operations.length === 1 ? first : inOrder('Edit the flow', operations), flow);
      const done = applyAll(flow, operations);
      if (done.flow === flow) return;
      commit(done.flow, operations, record(history, { name, forward: operations, inverse: done.inverses, typing: typing ?? null }));
    },
    endTyping: () => setState({ history: endTyping(getState().history) }),
    undo: () => step('undo'),
    redo: () => step('redo'),
    settle(conflict, choice) {
      const { flow, history, conflicts } = getState();
      setState({ conflicts: conflicts.filter((other) => other !== conflict) });
      if (choice === 'theirs' || valueIn(flow, conflict.path) === conflict.mine) return keep();
      const operations = operationsBetween(flow, withValue(flow, conflict.path, conflict.mine));
      const done = applyAll(flow, operations);
      commit(
        done.flow,
        operations,
        record(history, { name: editorTexts.keepYourVersion, forward: operations, inverse: done.inverses, typing: null }),
      );
    },
    receive(draft) {
      const { revision } = getState();
      if (draft.revision < revision) return;
      if (inFlight.length > 0) {
        late = draft;
        return;
      }
      if (draft.revision === revision) return setState({ problems: draft.problems, changes: draft.changes });
      rebase(draft);
      if (unsent.length > 0) schedule(0);
    },
    flush,
    close() {
      void flush();
      isClosed = true;
    },
  };
}

function isSamePath(a: Conflict, b: Conflict): boolean {
  return a.path.join('/') === b.path.join('/');
}
