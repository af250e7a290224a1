import { type Flow, flowSchema } from '@crossdock/flows/document/flow';

/** A flow that a schedule, an interval or a poll starts, and that hands on what it was started with. */
export function aTriggeredFlow(type: string, config: Record<string, unknown>, settings: Record<string, unknown> = {}): Flow {
  return flowSchema.parse({
    format: 1,
    id: 'triggered',
    name: 'Triggered',
    settings,
    nodes: [
      { id: 'trigger', type, name: 'Trigger', config },
      { id: 'note', type: 'routing.log', name: 'Note', config: { message: 'Seen' } },
    ],
    edges: [{ from: { node: 'trigger', port: 'out' }, to: { node: 'note', port: 'in' } }],
  });
}
