import type { RunAnswer } from '@crossdock/nodes/contract/define-node';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import { toFailure } from './failure.ts';
import { inputOf, isOutOfFocus, skip } from './focus.ts';
import { emptyNotes, type Pass, partsOf } from './pass.ts';
import type { ProgramNode } from './program.ts';
import type { Failure } from './protocol.ts';
import { settle } from './settle-step.ts';

/** Runs one pure node over the items on its inputs. */
export function runPure(pass: Pass, index: number, node: ProgramNode): void {
  if (isOutOfFocus(pass, index)) {
    skip(pass, index);
    return;
  }
  const inputs: Record<string, readonly Item[]> = {};
  let count = 0;
  for (const { port } of node.inputs) {
    const items = inputOf(pass, index, node, port);
    inputs[port] = items;
    count += items.length;
  }
  if (count === 0 && !node.needsNoInput) {
    skip(pass, index);
    return;
  }
  const started = pass.program.elapsed();
  const items = inputs[node.inputs[0]?.port ?? 'in'] ?? [];
  const all = node.inputs.length === 1 ? items : Object.values(inputs).flat();
  if (node.isDisabled)
    return settle(pass, index, {
      in: count,
      emitted: { [node.outputs[0] ?? 'out']: items },
      failed: [],
      notes: emptyNotes,
      inputs: all,
      started,
    });
  const failedBefore = node.isBarrier ? failedUpstream(pass, node) : 0;
  // What failed is an exception already; replayed, it comes here again together with these.
  if (failedBefore > 0 && node.onMissing === 'wait')
    return settle(pass, index, { in: count, emitted: {}, failed: [], notes: emptyNotes, inputs: all, started, isPending: true });
  if (failedBefore > 0 && node.onMissing !== 'proceed') {
    const error = {
      code: 'ITEMS_MISSING',
      message: `${failedBefore} of ${count + failedBefore} items did not arrive here because they failed before. Nothing was put together from the rest. Mend and replay them, or set "When items are missing" to proceed.`,
    };
    return settle(pass, index, {
      in: count,
      emitted: {},
      failed: all.map((item) => ({ item, error })),
      notes: emptyNotes,
      inputs: all,
      started,
    });
  }
  const detached = node.isBarrier ? pass.detached.filter((from) => node.ancestors.includes(from)).length : 0;
  const attempt = (these: readonly Item[]) =>
    callRun(pass, index, node, these, node.scope === 'all' ? inputs : { ...inputs, [node.inputs[0]?.port ?? 'in']: these }, {
      expected: count + failedBefore + detached,
      present: count,
      failed: failedBefore,
      detached,
    });
  let result = attempt(items);
  if ('thrown' in result && node.scope === 'item' && items.length > 1)
    result = joined(
      items.map((item) => attempt([item])),
      items,
    );
  const failure = 'thrown' in result ? toFailure(result.thrown) : undefined;
  if ('thrown' in result)
    return settle(pass, index, {
      in: count,
      emitted: {},
      failed: all.map((item) => ({ item, error: failure as Failure })),
      notes: emptyNotes,
      inputs: all,
      started,
    });
  settle(pass, index, { in: count, emitted: result.emitted, failed: result.failed, notes: result.notes, inputs: all, started });
}

type Attempt = {
  readonly emitted: Record<string, readonly Item[]>;
  readonly failed: { item: Item; error: Failure }[];
  readonly notes: Map<string, Json>;
};

function callRun(
  pass: Pass,
  index: number,
  node: ProgramNode,
  items: readonly Item[],
  inputs: Readonly<Record<string, readonly Item[]>>,
  arrivals: { expected: number; present: number; failed: number; detached: number },
): Attempt | { thrown: unknown } {
  const run = partsOf(pass.program, node).run;
  const notes = new Map<string, Json>();
  const failed: Attempt['failed'] = [];
  let answer: RunAnswer | undefined;
  try {
    const emitted =
      run?.({
        config: node.config,
        state: pass.states[index],
        node: { id: node.id },
        items,
        inputs,
        run: pass.run,
        arrivals,
        chunk: node.cuts && pass.request.share?.role === 'chunk' ? pass.request.share.place : undefined,
        resources: pass.program.resources,
        note: (item, fact) => notes.set(item.id, fact),
        fail: (item, error) => failed.push({ item, error: toFailure(error) }),
        respond: (given) => {
          answer ??= given;
        },
      }) ?? {};
    pass.answer ??= answer;
    return { emitted: { ...emitted }, failed, notes };
  } catch (thrown) {
    return { thrown };
  }
}

/** One attempt per item, put together again in the order of the items. */
function joined(attempts: readonly (Attempt | { thrown: unknown })[], items: readonly Item[]): Attempt {
  const emitted: Record<string, Item[]> = {};
  const whole: Attempt = { emitted, failed: [], notes: new Map() };
  attempts.forEach((attempt, i) => {
    if ('thrown' in attempt) {
      whole.failed.push({ item: items[i] as Item, error: toFailure(attempt.thrown) });
      return;
    }
    for (const port in attempt.emitted) {
      emitted[port] ??= [];
      emitted[port].push(...(attempt.emitted[port] as readonly Item[]));
    }
    whole.failed.push(...attempt.failed);
    for (const [item, fact] of attempt.notes) whole.notes.set(item, fact);
  });
  return whole;
}

function failedUpstream(pass: Pass, node: ProgramNode): number {
  const isUpstream = (index: number) => node.ancestors.includes(index);
  const { share } = pass.request;
  const inChunks = share?.role === 'parent' ? share.lost.reduce((sum, [at, count]) => (isUpstream(at) ? sum + count : sum), 0) : 0;
  return inChunks + pass.deadBefore.filter(isUpstream).length + pass.dead.filter((lost) => isUpstream(lost.node)).length;
}
