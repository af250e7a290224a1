import type { Flow } from '@crossdock/flows/document/flow';
import type { Operation } from '@crossdock/flows/operations/operation';
import type { History } from './history.ts';
import type { Conflict } from './merge.ts';

/** What outlives a reload of the page: the way back, and the edits the server has not confirmed. */
export type KeptEdits = {
  readonly revision: number;
  /** The flow that the unsent operations were made on; absent when there are none. */
  readonly base: Flow | null;
  readonly unsent: readonly Operation[];
  readonly history: History;
  readonly conflicts: readonly Conflict[];
};

export type EditsShelf = { read(): KeptEdits | null; write(edits: KeptEdits): void };

const format = 1;

/** Keeps a flow's edits in the browser. When the storage is full the oldest undo steps go first; unsent edits are never given up for them. */
export function browserShelf(flowId: string, storage: Storage = localStorage): EditsShelf {
  const key = `crossdock.edits.${flowId}`;
  return {
    read() {
      try {
        const stored = JSON.parse(storage.getItem(key) ?? 'null') as ({ format: number } & KeptEdits) | null;
        return stored?.format === format ? stored : null;
      } catch {
        return null;
      }
    },
    write(edits) {
      for (const undo of [edits.history.undo, edits.history.undo.slice(-20), []]) {
        try {
          storage.setItem(key, JSON.stringify({ format, ...edits, history: { undo, redo: undo.length > 0 ? edits.history.redo : [] } }));
          return;
        } catch {
          // Full: try again with less history.
        }
      }
    },
  };
}
