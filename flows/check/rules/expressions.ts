import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { hasExpression } from '@crossdock/nodes/contract/expression';
import type { FlowNode } from '../../document/flow.ts';
import { formatPath } from '../../document/path.ts';
import { bareExpressionFaults, codeFaults, type TextFault, templateFaults } from '../check-texts.ts';
import { type ConfigField, configFields } from '../config-fields.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

type Fault = TextFault & { readonly field: string };
/** Documents are immutable, so a configuration is checked once; while somebody types, only the node under the hand is checked again. */
const checked = new WeakMap<FlowNode['config'], { readonly descriptor: NodeDescriptor; readonly faults: readonly Fault[] }>();

export const expressions: Rule = ({ flow, descriptorOf }) =>
  flow.nodes.flatMap((node) => {
    const descriptor = descriptorOf(node);
    if (!descriptor) return [];
    return faultsOf(node, descriptor).map((fault) =>
      problem(fault.severity, fault.code, { node, field: fault.field }, `"${node.name}": ${fault.message}`, fault.remedy),
    );
  });

function faultsOf(node: FlowNode, descriptor: NodeDescriptor): readonly Fault[] {
  const known = checked.get(node.config);
  if (known?.descriptor === descriptor) return known.faults;
  const faults = configFields(descriptor.configSchema, node.config).flatMap((field) =>
    fieldFaults(field).map((fault) => ({ ...fault, field: `config.${formatPath(field.path)}` })),
  );
  checked.set(node.config, { descriptor, faults });
  return faults;
}

function fieldFaults({ schema, value }: ConfigField): TextFault[] {
  if (typeof value !== 'string') return [];
  if (schema.control === 'expression') return hasExpression(value) ? templateFaults(value) : [];
  if (schema.control === 'code') {
    const parameters = Array.isArray(schema.parameters) ? schema.parameters.map(String) : [];
    return schema.form === 'expression' ? bareExpressionFaults(value, parameters) : codeFaults(value, parameters);
  }
  return hasExpression(value) && /\{\{.*\}\}/s.test(value) ? [notEvaluated] : [];
}

const notEvaluated: TextFault = {
  severity: 'warning',
  code: 'BRACES_NOT_EVALUATED',
  message: 'this field takes no expression; "{{ }}" is used as it stands.',
  remedy: 'Write the value itself, or compute it in a step before.',
};
