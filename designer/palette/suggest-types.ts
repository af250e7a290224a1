import type { Flow } from '@crossdock/flows/document/flow';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';

/** How often a person put one type behind another, by `typeOfFirst > typeOfSecond`. */
export type Habits = Readonly<Record<string, number>>;

/**
 * What usually comes next: habit first, then what a flow of this kind lacks. `after` is the type the new step follows, null for a free one.
 * At most four, and never a trigger behind something.
 */
export function suggestTypes(
  types: readonly NodeDescriptor[],
  flow: Flow,
  after: NodeDescriptor | null,
  port: string,
  habits: Habits,
): NodeDescriptor[] {
  if (!after) {
    const wanted = flow.nodes.length === 0 ? types.filter((type) => type.kind === 'trigger') : [];
    return wanted.slice(0, 4);
  }
  const used = new Map<string, number>();
  for (const node of flow.nodes) used.set(node.type, (used.get(node.type) ?? 0) + 1);
  return types
    .filter((type) => type.ports.inputs.length > 0)
    .map((type) => ({
      type,
      points: (habits[`${after.type} > ${type.type}`] ?? 0) * 3 + affinity(after, port, type) - (used.get(type.type) ?? 0) * 2,
    }))
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || (a.type.title < b.type.title ? -1 : 1))
    .slice(0, 4)
    .map(({ type }) => type);
}

/** How well one kind of step follows another in an order flow: receive, clean, decide, route, send, answer. */
function affinity(after: NodeDescriptor, port: string, next: NodeDescriptor): number {
  if (port === undoPort) return next.kind !== 'effect' ? 0 : next.system === after.system ? 8 : 5;
  if (port === errorPort) return next.type.endsWith('.log') || next.type.includes('stop') ? 6 : next.kind === 'effect' ? 2 : 0;
  if (after.kind === 'trigger') return next.rejectsDuplicates ? 8 : next.section === 'Transform' ? 5 : 0;
  if (after.rejectsDuplicates || after.section === 'Transform')
    return next.section === 'Rules' ? 6 : next.section === 'Transform' ? 4 : next.kind === 'effect' ? 3 : 0;
  if (after.section === 'Rules')
    return next.type === 'routing.switch' || next.type === 'routing.filter' ? 7 : next.kind === 'effect' ? 4 : 0;
  if (after.section === 'Routing') return next.kind === 'effect' ? 6 : next.section === 'Transform' ? 3 : 0;
  if (after.kind === 'effect') return next.kind === 'effect' ? 4 : next.type.includes('respond') || next.type.endsWith('.log') ? 4 : 0;
  return next.section === 'Transform' ? 3 : 1;
}
