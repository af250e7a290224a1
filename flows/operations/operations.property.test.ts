import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText } from '../document/canonical.ts';
import { readFlow } from '../document/read-flow.ts';
import { anyFlow } from '../test/random-flow.ts';
import { anOperationOn, anOperationOnFirstNode } from '../test/random-operation.ts';
import { apply, applyAll } from './apply.ts';
import { titleOf, touches } from './operation.ts';
import { OperationError } from './operation-error.ts';
import { rebase } from './rebase.ts';
import { operationSchema } from './vocabulary.ts';

const runs = { numRuns: 600 };

describe('for any flow and operation', () => {
  test('the inverse takes the operation back, and its own inverse repeats it', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const flow = draw(() => anyFlow);
        const operation = draw(anOperationOn, flow);
        const done = apply(flow, operation);
        const undone = apply(done.flow, done.inverse);
        expect(canonicalText(undone.flow)).toBe(canonicalText(flow));
        const redone = apply(undone.flow, undone.inverse);
        expect(canonicalText(redone.flow)).toBe(canonicalText(done.flow));
      }),
      runs,
    );
  });

  test('many edits are taken back one by one', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const flow = draw(() => anyFlow);
        let current = flow;
        const inverses = [];
        for (let i = 0; i < 6; i++) {
          const applied = apply(current, draw(anOperationOn, current));
          current = applied.flow;
          inverses.unshift(applied.inverse);
        }
        expect(canonicalText(applyAll(current, inverses).flow)).toBe(canonicalText(flow));
      }),
      { numRuns: 150 },
    );
  });

  test('operation and inverse survive the way through JSON', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const flow = draw(() => anyFlow);
        const operation = draw(anOperationOn, flow);
        const { flow: done, inverse } = apply(flow, operation);
        const sent = operationSchema.parse(JSON.parse(JSON.stringify(operation)));
        const back = operationSchema.parse(JSON.parse(JSON.stringify(inverse)));
        expect(canonicalText(apply(flow, sent).flow)).toBe(canonicalText(done));
        expect(canonicalText(apply(done, back).flow)).toBe(canonicalText(flow));
      }),
      { numRuns: 300 },
    );
  });

  test('the result is a valid document, the original is untouched, and what did not change keeps its identity', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const flow = draw(() => anyFlow);
        const before = JSON.stringify(flow);
        const operation = draw(anOperationOn, flow);
        const { flow: done } = apply(flow, operation);
        expect(readFlow(structuredClone(done))).toMatchObject({ ok: true });
        expect(JSON.stringify(flow)).toBe(before);
        const touched = touches(operation);
        for (const node of flow.nodes) {
          const after = done.nodes.find((other) => other.id === node.id);
          const isTouched = touched.some((key) => key === `node:${node.id}` || key.startsWith(`node:${node.id}/`));
          if (after && !isTouched) expect(after).toBe(node);
        }
        expect(titleOf(operation, flow)).toMatch(/\S/);
      }),
      { numRuns: 300 },
    );
  });

  test('edits that rebase merges give the same flow in either order', () => {
    let merges = 0;
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const flow = draw(() => anyFlow);
        // Two edits of one step are where merging goes wrong.
        const isSameStep = draw(fc.boolean);
        const mine = [draw(isSameStep ? anOperationOnFirstNode : anOperationOn, flow)];
        const theirs = [draw(isSameStep ? anOperationOnFirstNode : anOperationOn, flow)];
        const rebased = rebase(mine, theirs);
        if ('conflicts' in rebased) return;
        merges++;
        const after = applyAll(applyAll(flow, theirs).flow, rebased.merged).flow;
        const other = rebased.merged.length === 0 ? after : tryAll(() => applyAll(applyAll(flow, mine).flow, theirs).flow);
        if (other) expect(canonicalText(after)).toBe(canonicalText(other));
      }),
      { numRuns: 1500 },
    );
    expect(merges).toBeGreaterThan(100);
  });
});

/** Healing may already have drawn the wire that the other draws; only the order that rebase takes must work. */
function tryAll<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof OperationError && error.code === 'EDGE_EXISTS') return null;
    throw error;
  }
}
