import type { Item, Json } from '@crossdock/nodes/contract/item';
import { gather } from './items.ts';
import { isLost, type Pass } from './pass.ts';
import type { ProgramNode } from './program.ts';

/** The items on a port, of those that this request is about. */
export function inputOf(pass: Pass, index: number, node: ProgramNode, port: string): readonly Item[] {
  const { behindFocus, request } = pass;
  const isFocus = request.focus?.node === index;
  const allowed = behindFocus?.has(index) && !isFocus ? behindFocus : undefined;
  let items = gather(node, port, pass.program.nodes, pass.outputs, allowed);
  if (isFocus) items = focused(pass, items);
  items = corrected(pass, index, items);
  return pass.lostGroups.size === 0 ? items : items.filter((item) => !isLost(pass, item));
}

function focused(pass: Pass, items: readonly Item[]): readonly Item[] {
  const wanted = pass.request.focus?.items ?? [];
  return wanted[0] === '*' ? items : items.filter((item) => wanted.includes(item.id));
}

/** The items as a person has corrected them. */
function corrected(pass: Pass, index: number, items: readonly Item[]): readonly Item[] {
  const bodies = pass.corrections?.get(index);
  return bodies === undefined
    ? items
    : items.map((item) => (Object.hasOwn(bodies, item.id) ? { ...item, json: bodies[item.id] as Json } : item));
}

/** In a replay only the focus, what leads to it and what lies behind it are executed. */
export function isOutOfFocus(pass: Pass, index: number): boolean {
  const { focus } = pass.request;
  return focus !== undefined && !pass.behindFocus?.has(index) && !(pass.program.nodes[focus.node]?.ancestors.includes(index) ?? false);
}

/** The node does nothing in this request, and says so. */
export function skip(pass: Pass, index: number): void {
  pass.outputs[index] = {};
  const isUndo = pass.program.nodes[index]?.isUndo ?? false;
  if (pass.request.undo === undefined ? isUndo : !isUndo) return;
  pass.reports.push({ node: index, status: 'skipped', in: 0, out: {}, failed: 0, ms: 0 });
}
