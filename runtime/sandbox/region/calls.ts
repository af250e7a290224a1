import type { EffectAnswer, EffectNode, WaitNode } from '@crossdock/nodes/contract/define-node';
import { derive, type Item, type Json } from '@crossdock/nodes/contract/item';
import { resolveConfig } from '@crossdock/nodes/contract/resolve-config';
import { toFailure } from './failure.ts';
import { inputOf, isOutOfFocus, skip } from './focus.ts';
import { emptyNotes, type Pass, partsOf } from './pass.ts';
import type { ProgramNode } from './program.ts';
import type { Failure } from './protocol.ts';
import { settle } from './settle-step.ts';
import { isShared } from './share.ts';
import { isAskedToUndo, mayAsk, undoRecord } from './undo.ts';

/** Turns the outcomes of a stage's calls into items. Items without an outcome are still pending and emit nothing. */
export function completeStage(pass: Pass, stage: number): void {
  pass.program.nodes.forEach((node, index) => {
    if (node.kind !== 'io' || node.stage !== stage || !isShared(pass, node)) return;
    if (isOutOfFocus(pass, index)) {
      skip(pass, index);
      return;
    }
    const items = inputOf(pass, index, node, node.inputs[0]?.port ?? 'in');
    if (items.length === 0) {
      skip(pass, index);
      return;
    }
    completeCalls(pass, index, node, items);
  });
}

function completeCalls(pass: Pass, index: number, node: ProgramNode, items: readonly Item[]): void {
  const started = pass.program.elapsed();
  const { complete } = partsOf(pass.program, node);
  const emitted: Record<string, Item[]> = {};
  const failed: { item: Item; error: Failure }[] = [];
  let isPending = false;
  if (node.isDisabled)
    return settle(pass, index, {
      in: items.length,
      emitted: { [node.outputs[0] ?? 'out']: items },
      failed: [],
      notes: emptyNotes,
      inputs: items,
      started,
    });
  for (const item of items) {
    const outcome = pass.outcomes.get(`${index}/${item.id}`);
    if (!outcome) isPending = true;
    else if (outcome.state === 'failed')
      failed.push({ item, error: outcome.error ?? { code: 'CALL_FAILED', message: 'The call failed.' } });
    else if (!outcome.isClosed) {
      try {
        const answer: EffectAnswer = {
          body: outcome.part === undefined ? '' : (pass.parts[outcome.part] ?? ''),
          status: outcome.status ?? 200,
          headers: outcome.headers ?? {},
          ...(outcome.seenBefore && { seenBefore: true }),
        };
        if (node.hasUndoEdge && isAskedToUndo(pass, index, item))
          emitted.undo = [...(emitted.undo ?? []), derive(item, undoRecord(item, answer))];
        const records =
          complete?.({ config: resolveConfig(node.config, item) as Record<string, unknown>, item, answer, run: pass.run }) ?? {};
        for (const port in records) {
          const bodies = records[port] as readonly Json[];
          emitted[port] ??= [];
          for (const [i, json] of bodies.entries())
            emitted[port].push(bodies.length === 1 ? derive(item, json) : { ...derive(item, json), id: `${item.id}.${i}`, group: item.id });
        }
      } catch (thrown) {
        failed.push({ item, error: toFailure(thrown) });
      }
    }
  }
  settle(pass, index, { in: items.length, emitted, failed, notes: emptyNotes, inputs: items, started, isPending });
}

const nothingSent = { method: 'GET', path: '' } as const;

/** Prepares the requests of the stage's effect and read nodes for the items that have no outcome yet. */
export function askForCalls(pass: Pass, stage: number): void {
  pass.program.nodes.forEach((node, index) => {
    if (node.kind !== 'io' || node.stage !== stage || !isShared(pass, node) || isOutOfFocus(pass, index)) return;
    if (pass.request.undo && !node.isUndo && pass.request.undo.ask.length === 0) return;
    const { prepare } = partsOf(pass.program, node);
    for (const item of inputOf(pass, index, node, node.inputs[0]?.port ?? 'in')) {
      if (pass.outcomes.has(`${index}/${item.id}`) || !mayAsk(pass, index, node, item)) continue;
      const call = {
        node: index,
        item: item.id,
        ...(item.key !== undefined && { key: item.key }),
        ...(item.group !== undefined && { group: item.group }),
      };
      try {
        const given = { config: resolveConfig(node.config, item) as Record<string, unknown>, item, run: pass.run };
        if (node.isWait) {
          const { ask, body } = (prepare as WaitNode['prepare'])(given);
          const text = body === undefined ? undefined : JSON.stringify(body);
          pass.calls.push({ ...call, request: nothingSent, wait: ask, ...(text !== undefined && { body: pass.out.push(text) - 1 }) });
          continue;
        }
        const { body, ...request } = (prepare as EffectNode['prepare'])(given);
        pass.calls.push({ ...call, request, ...(body !== undefined && { body: pass.out.push(body) - 1 }) });
      } catch (thrown) {
        pass.calls.push({ ...call, request: nothingSent, error: toFailure(thrown) });
      }
    }
  });
}
