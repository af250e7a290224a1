import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { referenceTexts as texts } from '../texts/reference.ts';

export type PortRow = { readonly name: string; readonly direction: string; readonly meaning: string };

/** Every port a step of this type can have, also those that its settings make. */
export function portRows({ ports, kind }: NodeDescriptor): readonly PortRow[] {
  const inputs = ports.inputs.map(({ name, title, help }) => ({ name, direction: texts.input, meaning: help ?? title ?? '' }));
  return [...inputs, ...outputRows(ports.outputs), ...commonRows(kind)];
}

function outputRows(outputs: NodeDescriptor['ports']['outputs']): PortRow[] {
  if (!('from' in outputs))
    return outputs.map(({ name, title, help }) => ({ name, direction: texts.output, meaning: help ?? title ?? '' }));
  const derived: PortRow = { name: `${outputs.from}[]`, direction: texts.output, meaning: texts.derivedPort(outputs.from, outputs.name) };
  return [derived, ...outputRows(outputs.also ?? [])];
}

function commonRows(kind: NodeDescriptor['kind']): PortRow[] {
  if (kind === 'trigger') return [];
  const error: PortRow = { name: errorPort, direction: texts.output, meaning: texts.errorPort };
  return kind === 'effect' ? [error, { name: undoPort, direction: texts.output, meaning: texts.undoPort }] : [error];
}
