import { type Flow, type FlowInput, flowSchema } from '@crossdock/flows/document/flow';

type NodeInput = NonNullable<FlowInput['nodes']>[number];

/** A flow in a line: `aFlow().step('erp', 'connector.http', {...}).build()`. Each step follows the one before unless told otherwise. */
export function aFlow(settings: FlowInput['settings'] = {}) {
  const nodes: NodeInput[] = [{ id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path: 'orders' } }];
  const edges: NonNullable<FlowInput['edges']> = [];
  const builder = {
    /** @param after the node, or `node.port`, that feeds it; default the node before on its port `out` */
    step(id: string, type: string, config: Record<string, unknown> = {}, more: Partial<NodeInput> & { after?: string } = {}) {
      const { after = `${nodes.at(-1)?.id}.out`, ...rest } = more;
      const [node = '', port = 'out'] = after.split('.');
      nodes.push({ id, type, name: id, config, ...rest });
      edges.push({ from: { node, port }, to: { node: id, port: 'in' } });
      return builder;
    },
    edge(from: string, to: string) {
      const [node = '', port = 'out'] = from.split('.');
      edges.push({ from: { node, port }, to: { node: to, port: 'in' } });
      return builder;
    },
    build: (): Flow => flowSchema.parse({ format: 1, id: 'orders', name: 'Orders', settings, nodes, edges }),
  };
  return builder;
}

/** The call to the other side that most tests make. */
export const sendOrder = { method: 'POST', path: '/orders', connection: 'erp' };
