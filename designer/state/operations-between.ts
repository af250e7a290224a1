import { edgeKey } from '@crossdock/flows/document/edge-key';
import type { Flow, FlowGroup, FlowNode } from '@crossdock/flows/document/flow';
import { formatPath } from '@crossdock/flows/document/path';
import { sameJson } from '@crossdock/flows/document/same-json';
import type { SingleOperation } from '@crossdock/flows/operations/vocabulary';
import { isObject } from './is-object.ts';

/** The operations that turn one flow into another; none when they are equal. Removals come first, wires last. */
export function operationsBetween(from: Flow, to: Flow): SingleOperation[] {
  const nodes = pairs(from.nodes, to.nodes);
  const notes = pairs(from.notes, to.notes);
  const tests = pairs(from.tests, to.tests);
  const added = nodes.flatMap(({ before, after }) => (!before && after ? [addition(from, after)] : []));
  const moves = nodes.flatMap(({ before, after }) =>
    before && after && !sameJson(before.position, after.position) ? [{ node: after.id, to: after.position }] : [],
  );
  return [
    ...nodes.flatMap(({ before, after }): SingleOperation[] => (before && !after ? [{ op: 'remove-node', node: before.id }] : [])),
    ...removedEdges(from, to),
    ...added,
    ...nodes.flatMap(({ before, after }) => (before && after ? nodeChanges(before, after) : [])),
    ...(moves.length > 0 ? [{ op: 'move-nodes' as const, moves }] : []),
    ...addedEdges(from, to),
    ...flowChanges(from, to),
    ...settingsChanges(from, to),
    ...notes.flatMap(({ before, after }) => noteChanges(before, after)),
    ...groupChanges(from, to),
    ...tests.flatMap(({ before, after }) => testChanges(before, after)),
  ];
}

type Pair<T> = { readonly before: T | undefined; readonly after: T | undefined };

function pairs<T extends { readonly id: string }>(from: readonly T[], to: readonly T[]): Pair<T>[] {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Map(to.map((entry) => [entry.id, entry]));
  return [...new Set([...before.keys(), ...after.keys()])].map((id) => ({ before: before.get(id), after: after.get(id) }));
}

function addition(from: Flow, node: FlowNode): SingleOperation {
  return from.retired.includes(node.id) ? { op: 'add-node', node, restored: true } : { op: 'add-node', node };
}

function nodeChanges(before: FlowNode, after: FlowNode): SingleOperation[] {
  const node = after.id;
  const isNewVersion = before.version !== after.version;
  return [
    ...when<SingleOperation>(isNewVersion, { op: 'change-node-version', node, version: after.version, config: after.config }),
    ...when<SingleOperation>(before.name !== after.name, { op: 'rename-node', node, name: after.name }),
    ...(isNewVersion
      ? []
      : differences(before.config, after.config).map(({ path, value }) => ({ op: 'set-config' as const, node, path, value }))),
    ...differences(before.onFailure, after.onFailure).map(({ path, value }) => ({ op: 'set-on-failure' as const, node, path, value })),
    ...when<SingleOperation>(before.disabled !== after.disabled, { op: 'set-disabled', node, disabled: after.disabled }),
    ...when<SingleOperation>(before.note !== after.note, { op: 'set-node-note', node, note: after.note }),
  ];
}

/** The edges of a removed node leave with it. */
function removedEdges(from: Flow, to: Flow): SingleOperation[] {
  const kept = new Set(to.edges.map(edgeKey));
  const ids = new Set(to.nodes.map((node) => node.id));
  return from.edges
    .filter((edge) => !kept.has(edgeKey(edge)) && ids.has(edge.from.node) && ids.has(edge.to.node))
    .map((edge) => ({ op: 'remove-edge', edge }));
}

function addedEdges(from: Flow, to: Flow): SingleOperation[] {
  const present = new Set(from.edges.map(edgeKey));
  return to.edges.filter((edge) => !present.has(edgeKey(edge))).map((edge) => ({ op: 'add-edge', edge }));
}

function flowChanges(from: Flow, to: Flow): SingleOperation[] {
  const fields = ['name', 'purpose', 'channel', 'owner', 'unit'] as const;
  const change = Object.fromEntries(fields.filter((field) => from[field] !== to[field]).map((field) => [field, to[field]]));
  return when<SingleOperation>(Object.keys(change).length > 0, { op: 'set-flow', change });
}

function settingsChanges(from: Flow, to: Flow): SingleOperation[] {
  return differences(from.settings, to.settings).map(({ path, value }) => ({ op: 'set-settings', path, value }));
}

function noteChanges(before: Flow['notes'][number] | undefined, after: Flow['notes'][number] | undefined): SingleOperation[] {
  if (!after) return before ? [{ op: 'remove-note', note: before.id }] : [];
  if (!before) return [{ op: 'add-note', note: after }];
  const isMoved = !sameJson([before.position, before.size], [after.position, after.size]);
  return [
    ...when<SingleOperation>(before.text !== after.text, { op: 'edit-note', note: after.id, text: after.text }),
    ...when<SingleOperation>(isMoved, { op: 'move-note', note: after.id, to: after.position, size: after.size }),
  ];
}

/** Groups lose steps before others take them: a step stands in one group at most. */
function groupChanges(from: Flow, to: Flow): SingleOperation[] {
  const left = new Set(to.nodes.map((node) => node.id));
  const groups = pairs(
    from.groups.map((group) => ({ ...group, nodes: group.nodes.filter((id) => left.has(id)) })),
    to.groups,
  );
  const edit = (group: string, change: Partial<Pick<FlowGroup, 'title' | 'nodes' | 'collapsed'>>): SingleOperation => ({
    op: 'edit-group',
    group,
    change,
  });
  const sets = (a: FlowGroup, b: FlowGroup) => !sameJson(a.nodes.toSorted(), b.nodes.toSorted());
  return [
    ...groups.flatMap(({ before, after }) =>
      when<SingleOperation>(before !== undefined && !after, { op: 'remove-group', group: before?.id ?? '' }),
    ),
    ...groups.flatMap(({ before, after }) => {
      const kept = before?.nodes.filter((id) => after?.nodes.includes(id)) ?? [];
      return when(
        before !== undefined && after !== undefined && kept.length < before.nodes.length,
        edit(before?.id ?? '', { nodes: kept }),
      );
    }),
    ...groups.flatMap(({ before, after }): SingleOperation[] => {
      if (!after) return [];
      if (!before) return [{ op: 'add-group', group: after }];
      const change = {
        ...(before.title !== after.title && { title: after.title }),
        ...(sets(before, after) && { nodes: after.nodes }),
        ...(before.collapsed !== after.collapsed && { collapsed: after.collapsed }),
      };
      return when(Object.keys(change).length > 0, edit(after.id, change));
    }),
  ];
}

function testChanges(before: Flow['tests'][number] | undefined, after: Flow['tests'][number] | undefined): SingleOperation[] {
  if (!after) return before ? [{ op: 'remove-test', test: before.id }] : [];
  if (!before) return [{ op: 'add-test', test: after }];
  const fields = ['name', 'message', 'answers', 'expect', 'systems', 'receivedAt'] as const;
  const change = Object.fromEntries(
    fields.filter((field) => !sameJson(before[field], after[field])).map((field) => [field, after[field] ?? null]),
  );
  return when<SingleOperation>(Object.keys(change).length > 0, { op: 'edit-test', test: after.id, change });
}

/** The deepest places where two objects differ; a list that differs is one place. */
function differences(from: unknown, to: unknown, at: readonly string[] = []): { path: string; value: unknown }[] {
  if (sameJson(from, to)) return [];
  if (!isObject(from) || !isObject(to) || from.kind !== to.kind) return [{ path: formatPath(at), value: to }];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) => differences(from[key], to[key], [...at, key]));
}

function when<T>(condition: boolean, value: T): T[] {
  return condition ? [value] : [];
}
