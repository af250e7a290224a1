import type { Flow, FlowGroup } from '../document/flow.ts';
import type { Behaviour } from './behaviour.ts';
import { OperationError } from './operation-error.ts';
import { nodeIn, withinLimit } from './parts.ts';

export const addGroup: Behaviour<'add-group'> = {
  apply(flow, { group }) {
    if (flow.groups.some((other) => other.id === group.id)) {
      throw new OperationError('ID_TAKEN', `A group with the id "${group.id}" exists already. Add it under another id.`);
    }
    checkMembers(flow, group);
    return {
      flow: { ...flow, groups: withinLimit('groups', [...flow.groups, group]) },
      inverse: { op: 'remove-group', group: group.id },
    };
  },
  title: ({ group }) => `Group ${group.title}`,
  touches: ({ group }) => [`group:${group.id}`, ...group.nodes.map(membership)],
};

export const editGroup: Behaviour<'edit-group'> = {
  apply(flow, { group: id, change }) {
    const before = groupIn(flow, id);
    const after: FlowGroup = { ...before, ...(change as Partial<FlowGroup>) };
    checkMembers(flow, after);
    const names = Object.keys(change) as (keyof typeof change)[];
    return {
      flow: { ...flow, groups: flow.groups.with(flow.groups.indexOf(before), after) },
      inverse: { op: 'edit-group', group: id, change: Object.fromEntries(names.map((name) => [name, before[name]])) },
    };
  },
  title({ group, change }, flow) {
    const title = flow.groups.find(({ id }) => id === group)?.title ?? group;
    if (change.title !== undefined) return `Rename group ${title} to ${change.title}`;
    if (change.nodes !== undefined) return `Change what group ${title} holds`;
    return `${change.collapsed === true ? 'Collapse' : 'Open'} group ${title}`;
  },
  touches: ({ group, change }) => [...Object.keys(change).map((name) => `group:${group}/${name}`), ...(change.nodes ?? []).map(membership)],
};

/** The steps stay. */
export const removeGroup: Behaviour<'remove-group'> = {
  apply(flow, { group: id }) {
    const group = groupIn(flow, id);
    return { flow: { ...flow, groups: flow.groups.filter((other) => other !== group) }, inverse: { op: 'add-group', group } };
  },
  title: ({ group }, flow) => `Ungroup ${flow.groups.find(({ id }) => id === group)?.title ?? group}`,
  touches: ({ group }) => [`group:${group}`],
};

function groupIn(flow: Flow, id: string): FlowGroup {
  const group = flow.groups.find((candidate) => candidate.id === id);
  if (!group) throw new OperationError('UNKNOWN_GROUP', `Group "${id}" is no longer in the flow. Reload the flow and repeat the edit.`);
  return group;
}

/** Every member exists, stands in the group once, and in no other group. */
function checkMembers(flow: Flow, group: FlowGroup): void {
  const members = new Set(group.nodes);
  for (const id of members) nodeIn(flow, id);
  if (members.size < group.nodes.length) throw new OperationError('INVALID_VALUE', `Group "${group.title}" names a step twice.`);
  for (const other of flow.groups) {
    const shared = other.id === group.id ? undefined : other.nodes.find((id) => members.has(id));
    if (shared === undefined) continue;
    const { name } = nodeIn(flow, shared);
    throw new OperationError('INVALID_VALUE', `${name} stands in group "${other.title}" already. Take it out of that group first.`);
  }
}

function membership(id: string): string {
  return `node:${id}/group`;
}
