import type { Flow, FlowEdge, FlowGroup } from '@crossdock/flows/document/flow';

const prefix = 'group:';

/** The id of a group among the things on the canvas; no step or note can have such a one. */
export function groupNodeId(group: string): string {
  return prefix + group;
}

/** The group that a thing on the canvas stands for; null for steps and notes. */
export function groupIdOf(id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}

/** The name of a port on the card of a collapsed group: it leads to a port of a step inside. */
export function portHandle(end: FlowEdge['from']): string {
  return `${end.node} ${end.port}`;
}

/** The step and port that a port on the canvas means. */
export function endOf(id: string, handle: string): FlowEdge['from'] {
  if (groupIdOf(id) === null) return { node: id, port: handle };
  const space = handle.indexOf(' ');
  return { node: handle.slice(0, space), port: handle.slice(space + 1) };
}

/** Which steps are hidden in which collapsed group. A group opens by itself while one of its steps is selected. */
export function foldedSteps(flow: Pick<Flow, 'groups'>, selected: Iterable<string>): Map<string, FlowGroup> {
  const chosen = new Set(selected);
  const folded = new Map<string, FlowGroup>();
  for (const group of flow.groups) {
    if (!group.collapsed || group.nodes.some((id) => chosen.has(id))) continue;
    for (const id of group.nodes) if (!folded.has(id)) folded.set(id, group);
  }
  return folded;
}

/** The selection with the steps of selected groups in place of the groups. */
export function withMembers(flow: Pick<Flow, 'groups'>, selected: readonly string[]): string[] {
  const members = new Map(flow.groups.map((group) => [groupNodeId(group.id), group.nodes]));
  return [...new Set(selected.flatMap((id) => members.get(id) ?? [id]))];
}

/** The groups that are selected as such. */
export function selectedGroups(flow: Pick<Flow, 'groups'>, selected: readonly string[]): FlowGroup[] {
  const chosen = new Set(selected);
  return flow.groups.filter((group) => chosen.has(groupNodeId(group.id)));
}
