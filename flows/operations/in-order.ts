import type { Batch, Operation, SingleOperation } from './vocabulary.ts';

/** Several operations as one. Nested batches are taken apart. */
export function inOrder(title: string, operations: readonly Operation[]): Operation {
  const flat = operations.flatMap((operation): SingleOperation[] => (operation.op === 'batch' ? operation.operations : [operation]));
  const [only] = flat;
  return flat.length === 1 && only ? only : ({ op: 'batch', title: title.slice(0, 120), operations: flat } satisfies Batch);
}
