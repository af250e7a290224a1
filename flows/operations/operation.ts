import type { Flow } from '../document/flow.ts';
import { behaviourOf } from './table.ts';
import { type Operation, operationSchema } from './vocabulary.ts';

export { type Operation, operationSchema };

/** An operation in words for the undo menu and the audit: "Delete Validate". `flow` is the flow before it. */
export function titleOf(operation: Operation, flow: Flow): string {
  return operation.op === 'batch' ? operation.title : behaviourOf(operation).title(operation, flow);
}

/**
 * The fields an operation changes or depends on, as stable keys: `node:map/config.fields`, `node:map` (the whole node), `flow/settings.lane`.
 * Two operations whose keys do not overlap can be applied in either order.
 */
export function touches(operation: Operation): string[] {
  const single = operation.op === 'batch' ? operation.operations : [operation];
  return [...new Set(single.flatMap((each) => behaviourOf(each).touches(each)))];
}
