import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import { flowSchema } from '@crossdock/flows/document/flow';
import type { Records } from './given-records.run.ts';
import { givenMessageType, givenRecordsType, pinnedPrefix } from './given-records.ts';

/** Records that stand for what a step gives, by step. */
export type Pins = ReadonlyMap<string, Records>;

/** Ids that no person gives: they hold a character that names of steps made by the designer never begin with. */
export const givenIds = { message: 'GIVEN_message', records: 'GIVEN_records' } as const;

/** One step and in front of it what emits the records of a message `{ port: records }`: a region of one. */
export function flowOfOneStep(
  flow: Pick<Flow, 'id' | 'name' | 'channel'> & Partial<Pick<Flow, 'settings'>>,
  node: FlowNode,
  ports: readonly string[],
): Flow {
  const { orderingKey, correlationId, errorFlow, ...settings } = flow.settings ?? flowSchema.shape.settings.parse({});
  const given = (id: string, type: string, name: string, config: FlowNode['config']): FlowNode => ({
    ...node,
    id,
    type,
    name,
    version: 1,
    config,
    disabled: false,
    note: '',
  });
  return flowSchema.parse({
    format: 1,
    id: flow.id,
    name: flow.name,
    channel: flow.channel,
    settings: { ...settings, businessKeys: [], compensate: 'never' },
    nodes: [
      given(givenIds.message, givenMessageType, 'Given message', {}),
      given(givenIds.records, givenRecordsType, 'Given records', { ports: ports.map((name) => ({ name })) }),
      { ...node, disabled: false },
    ],
    edges: [
      { from: { node: givenIds.message, port: 'out' }, to: { node: givenIds.records, port: 'in' } },
      ...ports.map((port) => ({ from: { node: givenIds.records, port }, to: { node: node.id, port } })),
    ],
  });
}

/** The flow with the pinned steps replaced by their records. A disabled step stays disabled. */
export function withPins(flow: Flow, pins: Pins): Flow {
  if (pins.size === 0) return flow;
  return {
    ...flow,
    nodes: flow.nodes.map((node) => {
      const records = pins.get(node.id);
      return records && !node.disabled ? pinnedNode(node, records) : node;
    }),
  };
}

function pinnedNode(node: FlowNode, records: Records): FlowNode {
  const ports = Object.keys(records).map((name) => ({ name }));
  return { ...node, type: `${pinnedPrefix}${node.type}`, config: { ports, records, standsFor: itself(node) } };
}

/** A trigger of which nothing is needed but that the flow has one: whatever the message, it gives nothing. */
export function silentTrigger(node: FlowNode): FlowNode {
  return { ...node, type: givenMessageType, version: 1, config: { records: { out: [] }, standsFor: itself(node) } };
}

type StandsFor = Pick<FlowNode, 'type' | 'version' | 'config'>;

function itself({ type, version, config }: FlowNode): StandsFor {
  return { type, version, config };
}

function originOf({ type, config }: Pick<FlowNode, 'type' | 'config'>): StandsFor | undefined {
  return type.startsWith(pinnedPrefix) || type === givenMessageType ? (config.standsFor as StandsFor | undefined) : undefined;
}

/** The flow as people know it: replaced steps as they are in the draft, and none that was put in front of a single step. */
export function withoutPins(flow: Flow): Flow {
  if (!flow.nodes.some((node) => originOf(node) ?? isInternal(node))) return flow;
  const internal = new Set(flow.nodes.filter(isInternal).map(({ id }) => id));
  return {
    ...flow,
    nodes: flow.nodes.filter(({ id }) => !internal.has(id)).map((node) => ({ ...node, ...originOf(node) })),
    edges: flow.edges.filter(({ from, to }) => !internal.has(from.node) && !internal.has(to.node)),
  };
}

export function isPinned({ type }: Pick<FlowNode, 'type'>): boolean {
  return type.startsWith(pinnedPrefix);
}

/** Whether the step stands in front of a single step that is run alone; people do not know it. */
export function isInternal(node: Pick<FlowNode, 'type' | 'config'>): boolean {
  return (node.type === givenMessageType || node.type === givenRecordsType) && originOf(node) === undefined;
}

/** The type that people know the step by. */
export function typeOf(node: Pick<FlowNode, 'type' | 'config'>): string {
  return originOf(node)?.type ?? node.type;
}
