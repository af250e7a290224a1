import type { Operation } from '@crossdock/flows/operations/operation';

/** One step of undo: a named change and its way back. */
export type Step = {
  /** What was done, as a command: "Delete Validate". */
  readonly name: string;
  readonly forward: readonly Operation[];
  /** In the order in which they must be applied. */
  readonly inverse: readonly Operation[];
  /** The field somebody is typing in; further changes of it belong to this step. */
  readonly typing: string | null;
};

export type History = { readonly undo: readonly Step[]; readonly redo: readonly Step[] };

export const emptyHistory: History = { undo: [], redo: [] };

/** How many steps can be taken back. */
export const depth = 200;

/** Adds a step; typing on in one field prolongs the newest step instead. What was undone before is forgotten. */
export function record(history: History, step: Step): History {
  const last = history.undo.at(-1);
  if (last && step.typing !== null && last.typing === step.typing && history.redo.length === 0) {
    const longer = { ...last, forward: lastWins([...last.forward, ...step.forward]), inverse: last.inverse };
    return { undo: [...history.undo.slice(0, -1), longer], redo: [] };
  }
  return { undo: [...history.undo, step].slice(-depth), redo: [] };
}

/** Ends the typing step: the next change of the same field is a step of its own. */
export function endTyping(history: History): History {
  const last = history.undo.at(-1);
  if (!last || last.typing === null) return history;
  return { ...history, undo: [...history.undo.slice(0, -1), { ...last, typing: null }] };
}

/** Moves the newest step from one side to the other, with the way it was taken this time. */
export function taken(history: History, direction: 'undo' | 'redo', step: Step): History {
  return direction === 'undo'
    ? { undo: history.undo.slice(0, -1), redo: [...history.redo, step] }
    : { undo: [...history.undo, step], redo: history.redo.slice(0, -1) };
}

/** Drops a step that can no longer be taken, because others changed what it was about. */
export function dropped(history: History, direction: 'undo' | 'redo'): History {
  return { ...history, [direction]: history[direction].slice(0, -1) };
}

/** Of several changes of one field only the last one counts. */
export function lastWins(operations: readonly Operation[]): Operation[] {
  const kept: Operation[] = [];
  for (const operation of operations) {
    const last = kept.at(-1);
    if (last && target(last) !== null && target(last) === target(operation)) kept[kept.length - 1] = operation;
    else kept.push(operation);
  }
  return kept;
}

/** The field an operation sets as a whole; null where the order of operations matters. */
function target(operation: Operation): string | null {
  switch (operation.op) {
    case 'set-config':
    case 'set-on-failure':
      return `${operation.op} ${operation.node} ${operation.path}`;
    case 'set-settings':
      return `${operation.op} ${operation.path}`;
    case 'rename-node':
    case 'set-node-note':
    case 'replace-config':
      return `${operation.op} ${operation.node}`;
    case 'edit-note':
      return `${operation.op} ${operation.note}`;
    default:
      return null;
  }
}
