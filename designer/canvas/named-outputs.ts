import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { type NodeDescriptor, outputPorts } from '@crossdock/nodes/contract/descriptor';
import type { NamedPort } from './card-shape.ts';

/** The outputs of a step with their titles, without `error`. */
export function namedOutputs(descriptor: NodeDescriptor, config: unknown): NamedPort[] {
  const { outputs } = descriptor.ports;
  const fixed: readonly NamedPort[] = Array.isArray(outputs) ? outputs : ((outputs as { also?: readonly NamedPort[] }).also ?? []);
  return outputPorts(descriptor.ports, config)
    .filter((name) => name !== errorPort && name !== undoPort)
    .map((name) => ({ name, title: fixed.find((port) => port.name === name)?.title ?? name }));
}
