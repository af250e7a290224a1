import type { Flow } from '../document/flow.ts';
import type { Operation, OperationName, OperationOf } from './vocabulary.ts';

/** The flow after an operation, and the operation that takes it back. */
export type Applied = { readonly flow: Flow; readonly inverse: Operation };

/** What one kind of operation does. All three are pure. */
export type Behaviour<Name extends OperationName> = {
  /** Unchanged parts keep their identity. Throws OperationError. */
  readonly apply: (flow: Flow, operation: OperationOf<Name>) => Applied;
  /** In words, as a command: "Delete Validate". `flow` is the flow before it. */
  readonly title: (operation: OperationOf<Name>, flow: Flow) => string;
  /** The fields it depends on or changes; see `touches`. */
  readonly touches: (operation: OperationOf<Name>) => readonly string[];
};
