import type { Flow, FlowGroup } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import type { Operation } from '@crossdock/flows/operations/operation';
import type { Editor } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import { groupNodeId, selectedGroups, withMembers } from './group-ids.ts';

/** Puts a frame around the selected steps and asks for its title. Steps of other groups leave these. */
export function groupSelection({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const chosen = new Set(withMembers(flow, view.getState().selected));
  const nodes = flow.nodes.filter((node) => chosen.has(node.id)).map((node) => node.id);
  if (nodes.length === 0) return;
  const titles = new Set(flow.groups.map((group) => group.title));
  let number = 1;
  while (titles.has(canvasTexts.group.newTitle(number))) number++;
  const title = canvasTexts.group.newTitle(number);
  const id = freeId(title, 'group', new Set(flow.groups.map((group) => group.id)));
  document.change([...takeOut(flow, nodes), { op: 'add-group', group: { id, title, nodes, collapsed: false } }], {
    title: canvasTexts.group.made(nodes.length),
  });
  view.setState({ selected: [groupNodeId(id), ...nodes], selectedEdge: null, renaming: groupNodeId(id) });
}

/** Removes the frames of the selected groups, or of those that hold selected steps. The steps stay selected. */
export function ungroupSelection({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const groups = groupsOf(flow, view.getState().selected);
  if (groups.length === 0) return;
  document.change(
    groups.map((group) => ({ op: 'remove-group', group: group.id })),
    { title: canvasTexts.group.removed(groups.length) },
  );
  view.setState({ selected: groups.flatMap((group) => group.nodes), selectedEdge: null });
}

/** Takes the selected steps out of their groups; a group that is left without any goes. */
export function takeSelectionOut({ document, view }: Editor): void {
  const { flow } = document.store.getState();
  const operations = takeOut(flow, view.getState().selected);
  if (operations.length > 0) document.change(operations, { title: canvasTexts.group.takenOut(view.getState().selected.length) });
}

/** Shows a group as one card, or its steps again. */
export function fold({ document, view }: Editor, group: FlowGroup): void {
  document.change([{ op: 'edit-group', group: group.id, change: { collapsed: !group.collapsed } }]);
  view.setState({ selected: [groupNodeId(group.id), ...(group.collapsed ? group.nodes : [])], selectedEdge: null });
}

/** The operations that take steps out of whatever groups they stand in. */
export function takeOut(flow: Flow, nodes: readonly string[]): Operation[] {
  const leaving = new Set(nodes);
  return flow.groups.flatMap((group): Operation[] => {
    const stay = group.nodes.filter((id) => !leaving.has(id));
    if (stay.length === group.nodes.length) return [];
    return [stay.length === 0 ? { op: 'remove-group', group: group.id } : { op: 'edit-group', group: group.id, change: { nodes: stay } }];
  });
}

/** The operations that put steps into a group, or into none; nothing for those that stand there already. */
export function moveInto(flow: Flow, nodes: readonly string[], group: FlowGroup): Operation[] {
  const joining = nodes.filter((id) => !group.nodes.includes(id));
  if (joining.length === 0) return [];
  return [...takeOut(flow, joining), { op: 'edit-group', group: group.id, change: { nodes: [...group.nodes, ...joining] } }];
}

/** The selected groups, and those whose steps are selected. */
export function groupsOf(flow: Flow, selected: readonly string[]): FlowGroup[] {
  const chosen = selectedGroups(flow, selected);
  if (chosen.length > 0) return chosen;
  const ids = new Set(selected);
  return flow.groups.filter((group) => group.nodes.some((id) => ids.has(id)));
}
