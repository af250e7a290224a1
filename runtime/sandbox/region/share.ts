import type { Json } from '@crossdock/nodes/contract/item';
import { toFailure } from './failure.ts';
import { inputOf } from './focus.ts';
import { emptyNotes, noItems, type Pass, partsOf } from './pass.ts';
import type { ProgramNode } from './program.ts';
import type { Failure, Share } from './protocol.ts';
import { settle } from './settle-step.ts';

/** States of barriers by node index. */
type States = Readonly<Record<string, Json>>;

/** Whether this run executes the node: each run of a big text has its share of the flow. */
export function isShared({ request }: Pass, { chunkPart }: ProgramNode): boolean {
  switch (request.share?.role) {
    case undefined:
      return true;
    case 'fetch':
      return chunkPart === 'before';
    case 'chunk':
      return chunkPart === 'before' || chunkPart === 'chunk' || (chunkPart === 'edge' && !request.focus);
    case 'parent':
      return chunkPart === 'edge' || chunkPart === 'parent';
  }
}

/** Whether the node is a barrier between the chunks and their parent, of which this run executes one half. */
export function isHalf({ request }: Pass, { chunkPart }: ProgramNode): boolean {
  return chunkPart === 'edge' && (request.share?.role === 'chunk' || request.share?.role === 'parent');
}

/** Executes this run's half of a barrier: in a chunk the partial result, in the parent what is made of all of them. */
export function runHalf(pass: Pass, index: number, node: ProgramNode): void {
  if (pass.request.share?.role === 'parent') finish(pass, index, node, pass.request.share);
  else startPartial(pass, index, node);
}

function startPartial(pass: Pass, index: number, node: ProgramNode): void {
  const { combining } = partsOf(pass.program, node);
  const inputs = Object.fromEntries(node.inputs.map(({ port }) => [port, inputOf(pass, index, node, port)]));
  const items = Object.values(inputs).flat();
  if (items.length === 0 || !combining) return;
  const started = pass.program.elapsed();
  const failed: { item: (typeof items)[number]; error: Failure }[] = [];
  try {
    pass.partials[index] = combining.partial({
      config: node.config,
      state: pass.states[index],
      node: { id: node.id },
      items,
      inputs,
      run: pass.run,
      arrivals: { expected: items.length, present: items.length, failed: 0, detached: 0 },
      resources: pass.program.resources,
      note: () => {},
      fail: (item, error) => failed.push({ item, error: toFailure(error) }),
      respond: () => {},
    });
  } catch (thrown) {
    failed.push(...items.map((item) => ({ item, error: toFailure(thrown) })));
  }
  settle(pass, index, { in: items.length, emitted: {}, failed, notes: emptyNotes, inputs: noItems, started });
}

function finish(pass: Pass, index: number, node: ProgramNode, { lost, arrived }: Extract<Share, { role: 'parent' }>): void {
  const state = (JSON.parse(pass.parts[0] || '{}') as States)[index];
  const missing = lost.reduce((sum, [at, count]) => (node.ancestors.includes(at) ? sum + count : sum), 0);
  if (missing > 0 && node.onMissing !== 'proceed') return refuse(pass, index, node, missing);
  if (state === undefined) return;
  const started = pass.program.elapsed();
  const emitted = partsOf(pass.program, node).combining?.finish({ config: node.config, node: { id: node.id }, run: pass.run, state }) ?? {};
  const count = arrived.find(([at]) => at === index)?.[1] ?? 0;
  settle(pass, index, { in: count, emitted: { ...emitted }, failed: [], notes: emptyNotes, inputs: noItems, started });
}

function refuse(pass: Pass, index: number, node: ProgramNode, missing: number): void {
  const error = {
    code: 'ITEMS_MISSING',
    message: `${missing} records of the file did not arrive here because they failed before. Nothing was put together from the rest. Mend the file and send it again, or set "When items are missing" to proceed.`,
  };
  pass.outputs[index] = {};
  pass.reports.push({ node: index, status: 'failed', in: 0, out: {}, failed: 1, ms: 0, error });
  pass.dead.push({ node: index, item: '*', error });
  if (node.lossScope === 'run') pass.runFailed = error;
}

/** Puts the partial results of chunks together, in the order of the text. */
export function combinePartials(pass: Pass): States {
  const combined: Record<string, Json> = {};
  for (const part of pass.parts) {
    const states = JSON.parse(part || '{}') as States;
    for (const index in states) {
      const node = pass.program.nodes[Number(index)] as ProgramNode;
      const after = states[index] as Json;
      const before = combined[index];
      const { combining } = partsOf(pass.program, node);
      combined[index] = before === undefined || !combining ? after : combining.combine({ config: node.config, before, after });
    }
  }
  return combined;
}
