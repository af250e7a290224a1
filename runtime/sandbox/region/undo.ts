import type { EffectAnswer } from '@crossdock/nodes/contract/define-node';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import { parseExact } from '@crossdock/nodes/library/exact-json';
import type { Pass } from './pass.ts';
import type { ProgramNode } from './program.ts';

/** Whether the effect of this item is taken back in this request. */
export function isAskedToUndo(pass: Pass, index: number, item: Item): boolean {
  return pass.request.undo?.calls.includes(`${index}/${item.id}`) ?? false;
}

/** In a compensation only undo branches are called, and calls of the flow whose outcome has to be known first. */
export function mayAsk(pass: Pass, index: number, node: ProgramNode, item: Item): boolean {
  const { undo } = pass.request;
  return undo === undefined ? !node.isUndo : node.isUndo || undo.ask.includes(`${index}/${item.id}`);
}

/** What leaves on `undo`: the record that the step was given, and in `answer` what the other side said to it. */
export function undoRecord(item: Item, { body }: EffectAnswer): Json {
  const { json } = item;
  const record = json !== null && typeof json === 'object' && !Array.isArray(json) ? json : { value: json };
  return { ...record, answer: read(body) };
}

function read(body: string): Json {
  try {
    return body === '' ? null : (parseExact(body) as Json);
  } catch {
    return body;
  }
}
