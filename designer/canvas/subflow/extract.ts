import { edgeKey } from '@crossdock/flows/document/edge-key';
import { type Flow, type FlowEdge, type FlowInput, type FlowNode, nodeSchema } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { newNodeId } from '@crossdock/flows/graph/new-node-id';
import type { Operation } from '@crossdock/flows/operations/operation';
import { canvasTexts } from '../../texts/canvas.ts';
import { takeOut } from '../groups/group-actions.ts';

/** Steps that can become a flow of their own, or the reason why not. */
export type Extraction =
  | {
      readonly ok: true;
      /** The new flow, without an id: the server gives it one. */
      readonly document: Omit<FlowInput, 'id' | 'name'>;
      /** Steps that see only one record at a time from now on. */
      readonly narrowed: readonly string[];
      /** What puts the call in their place, once the new flow has its id; and the id of the calling step. */
      replace(called: { readonly id: string; readonly name: string }): { readonly operations: Operation[]; readonly call: string };
    }
  | { readonly ok: false; readonly reason: string };

const types = { trigger: 'trigger.manual', call: 'routing.call-flow', respond: 'routing.respond', take: 'transform.code' };
const column = 184;

/** Cuts steps out of a flow: what leads into them and out of them must each be one way, for a call has one entry and one answer. */
export function extract(flow: Flow, catalog: Catalog, selected: readonly string[]): Extraction {
  const texts = canvasTexts.subflow;
  const ids = new Set(selected);
  const nodes = flow.nodes.filter((node) => ids.has(node.id));
  if (nodes.length === 0) return refuse(texts.nothing);
  const descriptorOf = (node: FlowNode) => catalog.get(node.type, node.version);
  const trigger = nodes.find((node) => descriptorOf(node)?.kind === 'trigger');
  if (trigger) return refuse(texts.trigger(trigger.name));
  const responder = nodes.find((node) => node.type.endsWith('.respond'));
  if (responder) return refuse(texts.responder(responder.name));
  const into = flow.edges.filter((edge) => !ids.has(edge.from.node) && ids.has(edge.to.node));
  const out = flow.edges.filter((edge) => ids.has(edge.from.node) && !ids.has(edge.to.node));
  const nameOf = (end: FlowEdge['from']) => flow.nodes.find((node) => node.id === end.node)?.name ?? end.node;
  const entries = distinct(into.map((edge) => edge.to));
  const exits = distinct(out.map((edge) => edge.from));
  const [entry, ...moreEntries] = entries;
  if (!entry) return refuse(texts.noEntry);
  if (moreEntries.length > 0)
    return refuse(texts.entries(distinct(entries.map((end) => ({ node: nameOf(end), port: '' }))).map((end) => end.node)));
  const [exit, ...moreExits] = exits;
  if (moreExits.length > 0) return refuse(texts.exits(exits.map((end) => texts.exit(nameOf(end), end.port))));
  const inner = flow.edges.filter((edge) => ids.has(edge.from.node) && ids.has(edge.to.node));
  const isSpread = nodes.some((node) => /(^|\.)(split|parse-)/.test(node.type));
  return {
    ok: true,
    narrowed: nodes.filter((node) => descriptorOf(node)?.isBarrier).map((node) => node.name),
    document: calledFlow(flow, nodes, inner, entry, exit),
    replace: (called) => replacement(flow, { nodes, entry, exit, into, out, isSpread }, called),
  };
}

function calledFlow(
  flow: Flow,
  nodes: readonly FlowNode[],
  inner: readonly FlowEdge[],
  entry: FlowEdge['to'],
  exit: FlowEdge['from'] | undefined,
): Omit<FlowInput, 'id' | 'name'> {
  const own = { nodes: [...nodes], retired: [] };
  const first = nodes.find((node) => node.id === entry.node)?.position ?? { x: 0, y: 0 };
  const right = Math.max(...nodes.map((node) => node.position.x));
  const trigger = nodeSchema.parse({
    id: newNodeId(own, 'called'),
    type: types.trigger,
    name: canvasTexts.subflow.called,
    position: { x: first.x - column, y: first.y },
  });
  const respond = nodeSchema.parse({
    id: newNodeId(own, 'answer'),
    type: types.respond,
    name: canvasTexts.subflow.answer,
    config: { body: '{{ item }}' },
    position: { x: right + column, y: first.y },
  });
  const chosen = new Set(nodes.map((node) => node.id));
  return {
    format: flow.format,
    purpose: canvasTexts.subflow.purpose(flow.name),
    owner: flow.owner,
    unit: flow.unit,
    settings: {
      ...(exit && { answer: { mode: 'when-finished' as const } }),
      redact: flow.settings.redact,
      capture: flow.settings.capture,
    },
    nodes: [trigger, ...nodes, ...(exit ? [respond] : [])],
    edges: [
      { from: { node: trigger.id, port: 'out' }, to: entry },
      ...inner,
      ...(exit ? [{ from: exit, to: { node: respond.id, port: 'in' } }] : []),
    ],
    groups: flow.groups.filter((group) => group.nodes.every((id) => chosen.has(id)) && group.nodes.length < nodes.length),
  };
}

type Cut = {
  readonly nodes: readonly FlowNode[];
  readonly entry: FlowEdge['to'];
  readonly exit: FlowEdge['from'] | undefined;
  readonly into: readonly FlowEdge[];
  readonly out: readonly FlowEdge[];
  readonly isSpread: boolean;
};

/** The call, and behind it a step that goes on with the answer alone, as the steps cut out did. */
function replacement(
  flow: Flow,
  cut: Cut,
  called: { readonly id: string; readonly name: string },
): { operations: Operation[]; call: string } {
  const position = cut.nodes.find((node) => node.id === cut.entry.node)?.position ?? { x: 0, y: 0 };
  const call = nodeSchema.parse({
    id: newNodeId(flow, called.name),
    type: types.call,
    name: called.name,
    config: { flow: called.id, ...(cut.exit ? {} : { result: '' }) },
    position,
  });
  const take = nodeSchema.parse({
    id: newNodeId(flow, 'go-on-with-the-answer', [call.id]),
    type: types.take,
    name: canvasTexts.subflow.take,
    config: cut.isSpread
      ? { mode: 'all', code: 'return items.flatMap((item) => item.answer ?? []);' }
      : { mode: 'each', code: 'return item.answer ?? null;' },
    position: { x: position.x + column, y: position.y },
  });
  const port = (node: string, name: string) => ({ node, port: name });
  const edges = [
    ...distinctEdges(cut.into.map((edge) => ({ from: edge.from, to: port(call.id, 'in') }))),
    ...(cut.exit ? [{ from: port(call.id, 'out'), to: port(take.id, 'in') }] : []),
    ...distinctEdges(cut.out.map((edge) => ({ from: port(take.id, 'out'), to: edge.to }))),
  ];
  const groups = flow.groups.filter(
    (group) => cut.nodes.every((node) => group.nodes.includes(node.id)) && group.nodes.length > cut.nodes.length,
  );
  const added = cut.exit ? [call, take] : [call];
  return {
    call: call.id,
    operations: [
      ...takeOut(
        flow,
        cut.nodes.map((node) => node.id),
      ),
      ...cut.nodes.map((node) => ({ op: 'remove-node' as const, node: node.id })),
      ...added.map((node) => ({ op: 'add-node' as const, node })),
      ...edges.map((edge) => ({ op: 'add-edge' as const, edge })),
      ...groups.map((group) => ({
        op: 'edit-group' as const,
        group: group.id,
        change: { nodes: [...group.nodes.filter((id) => !cut.nodes.some((node) => node.id === id)), ...added.map((node) => node.id)] },
      })),
    ],
  };
}

function distinct(ends: readonly FlowEdge['from'][]): FlowEdge['from'][] {
  return [...new Map(ends.map((end) => [`${end.node} ${end.port}`, end])).values()];
}

function distinctEdges(edges: readonly FlowEdge[]): FlowEdge[] {
  return [...new Map(edges.map((edge) => [edgeKey(edge), edge])).values()];
}

function refuse(reason: string): Extraction {
  return { ok: false, reason };
}
