import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { type NodeDescriptor, outputPorts } from '@crossdock/nodes/contract/descriptor';
import type { FlowNode } from '../document/flow.ts';

/** The node types that an installation knows. */
export type Catalog = {
  get(type: string, version: number): NodeDescriptor | undefined;
  /** Every type in every version. */
  all(): readonly NodeDescriptor[];
};

export function catalogOf(descriptors: readonly NodeDescriptor[]): Catalog {
  const byKey = new Map(descriptors.map((descriptor) => [`${descriptor.type}@${descriptor.version}`, descriptor]));
  return {
    get: (type, version) => byKey.get(`${type}@${version}`),
    all: () => descriptors,
  };
}

/** The inputs of a node by name; a trigger has none. */
export function inputNames(descriptor: NodeDescriptor): string[] {
  return descriptor.ports.inputs.map((port) => port.name);
}

/** The outputs of a node by name: fixed ones, those its configuration makes, `error`, which a trigger does not have, and `undo`, which only effects have. */
export function outputNames(descriptor: NodeDescriptor, node: Pick<FlowNode, 'config'>): string[] {
  const own = outputPorts(descriptor.ports, node.config);
  if (descriptor.kind === 'trigger') return own;
  const common = descriptor.kind === 'effect' ? [errorPort, undoPort] : [errorPort];
  return [...own, ...common.filter((name) => !own.includes(name))];
}
