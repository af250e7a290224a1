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
  return {
    ...node,
    type: `${pinnedPrefix}${node.type}`,
    config: { ports, records, standsFor: { version: node.version, config: node.config } },
  };
}

/** The flow as people know it, with its pinned steps as they are in the draft. */
export function withoutPins(flow: Flow): Flow {
  if (!flow.nodes.some(isPinned)) return flow;
  return {
    ...flow,
    nodes: flow.nodes.map((node) =>
      isPinned(node) ? { ...node, type: typeOf(node), config: (node.config.standsFor as { config: FlowNode['config'] }).config } : node,
    ),
  };
}

export function isPinned({ type }: Pick<FlowNode, 'type'>): boolean {
  return type.startsWith(pinnedPrefix);
}

/** The type that people know the step by. */
export function typeOf({ type }: Pick<FlowNode, 'type'>): string {
  return type.startsWith(pinnedPrefix) ? type.slice(pinnedPrefix.length) : type;
}
