import type { Flow, FlowNode, TestCase } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { outputPorts } from '@crossdock/nodes/contract/descriptor';

/** A step whose outcome comes from outside: a case says what it gets. */
export type OutsideStep = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly isWait: boolean;
  readonly isEffect: boolean;
};

/** The steps that call a system or wait, in the order of the document. */
export function outsideSteps(flow: Pick<Flow, 'nodes'>, catalog: Catalog): readonly OutsideStep[] {
  return flow.nodes.flatMap((node) => {
    const kind = node.disabled ? undefined : catalog.get(node.type, node.version)?.kind;
    if (kind !== 'effect' && kind !== 'read' && kind !== 'wait') return [];
    return [{ id: node.id, name: node.name, type: node.type, isWait: kind === 'wait', isEffect: kind === 'effect' }];
  });
}

/** An output a case can expect something on. `leaves`: nothing is wired to it, so its records leave the flow. */
export type OutputChoice = { readonly key: string; readonly step: string; readonly port: string; readonly leaves: boolean };

/** Every output of every step; those whose records leave the flow first. */
export function outputChoices(flow: Pick<Flow, 'nodes' | 'edges'>, catalog: Catalog): readonly OutputChoice[] {
  const wired = new Set(flow.edges.map(({ from }) => `${from.node}.${from.port}`));
  const choices = flow.nodes.flatMap((node) =>
    portsOf(node, catalog).map((port) => {
      const key = `${node.id}.${port}`;
      return { key, step: node.name, port, leaves: !wired.has(key) };
    }),
  );
  return [...choices.filter(({ leaves }) => leaves), ...choices.filter(({ leaves }) => !leaves)];
}

function portsOf(node: FlowNode, catalog: Catalog): readonly string[] {
  const type = catalog.get(node.type, node.version);
  return type ? outputPorts(type.ports, node.config) : [];
}

/** The parts of `node.port`. */
export function placeOf(key: string): { readonly node: string; readonly port: string } {
  const at = key.indexOf('.');
  return at < 0 ? { node: key, port: 'out' } : { node: key.slice(0, at), port: key.slice(at + 1) };
}

export type Answer = TestCase['answers'][string][number];

/** How a wait of this type can end, as the body of its answer. */
export function waitEnds(type: string): readonly { readonly kind: WaitEnd; readonly body: unknown }[] {
  const timedOut = { kind: 'timedOut', body: { outcome: 'timed out' } } as const;
  const decided = (outcome: 'approved' | 'rejected') => ({ outcome, by: 'Test', at: '2026-01-01T08:00:00.000Z', comment: '' });
  switch (type) {
    case 'routing.approval':
      return [{ kind: 'approved', body: decided('approved') }, { kind: 'rejected', body: decided('rejected') }, timedOut];
    case 'routing.wait-for-event':
      return [
        { kind: 'happened', body: { outcome: 'happened', events: [{ id: 'e1', at: '2026-01-01T08:00:00.000Z', body: {} }] } },
        timedOut,
      ];
    case 'routing.call-flow':
      return [{ kind: 'finished', body: { outcome: 'finished', runId: 'test', answer: {} } }, timedOut];
    default:
      return [{ kind: 'elapsed', body: { outcome: 'elapsed' } }];
  }
}
type WaitEnd = 'approved' | 'rejected' | 'timedOut' | 'happened' | 'finished' | 'elapsed';

/** Waits that nobody has to end. */
export function endsByItself(type: string): boolean {
  return type === 'routing.delay' || type === 'routing.send-event';
}
