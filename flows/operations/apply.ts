import type { Flow } from '../document/flow.ts';
import type { Applied } from './behaviour.ts';
import { inOrder } from './in-order.ts';
import { OperationError } from './operation-error.ts';
import { behaviourOf } from './table.ts';
import type { Operation } from './vocabulary.ts';

/** Applies one edit. Pure; unchanged parts of the flow keep their identity. Throws OperationError when it does not fit the flow. */
export function apply(flow: Flow, operation: Operation): Applied {
  if (operation.op !== 'batch') return behaviourOf(operation).apply(flow, operation);
  const all = applyAll(flow, operation.operations);
  return { flow: all.flow, inverse: inOrder(operation.title, all.inverses) };
}

/** Applies edits in order, all or none. `inverses` is in the order that takes them back. The error of one names its position. */
export function applyAll(flow: Flow, operations: readonly Operation[]): { readonly flow: Flow; readonly inverses: readonly Operation[] } {
  let current = flow;
  const inverses: Operation[] = [];
  for (const [position, operation] of operations.entries()) {
    const applied = positioned(position, () => apply(current, operation));
    current = applied.flow;
    inverses.push(applied.inverse);
  }
  return { flow: current, inverses: inverses.reverse() };
}

function positioned<T>(position: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof OperationError ? new OperationError(error.code, error.message, position) : error;
  }
}
