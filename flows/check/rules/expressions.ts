import { hasExpression } from '@crossdock/nodes/contract/expression';
import { formatPath } from '../../document/path.ts';
import { bareExpressionFaults, codeFaults, type TextFault, templateFaults } from '../check-texts.ts';
import { type ConfigField, configFields } from '../config-fields.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

export const expressions: Rule = ({ flow, descriptorOf }) =>
  flow.nodes.flatMap((node) => {
    const descriptor = descriptorOf(node);
    if (!descriptor) return [];
    return configFields(descriptor.configSchema, node.config).flatMap((field) =>
      fieldFaults(field).map(({ severity, code, message, remedy }) =>
        problem(severity, code, { node, field: `config.${formatPath(field.path)}` }, `"${node.name}": ${message}`, remedy),
      ),
    );
  });

function fieldFaults({ schema, value }: ConfigField): readonly TextFault[] {
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
