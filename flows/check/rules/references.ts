import { closest } from '@crossdock/nodes/contract/closest';
import type { FlowNode, Problem } from '../../document/flow.ts';
import { formatPath } from '../../document/path.ts';
import { configFields } from '../config-fields.ts';
import type { CheckContext, Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** Contracts and connections that a configuration names. */
export const references: Rule = (context) => context.flow.nodes.flatMap((node) => checkNode(node, context));

function checkNode(node: FlowNode, { options, descriptorOf }: CheckContext): Problem[] {
  const descriptor = descriptorOf(node);
  if (!descriptor || (!options.contracts && !options.connections)) return [];
  return configFields(descriptor.configSchema, node.config).flatMap(({ path, schema, value }): Problem[] => {
    if (typeof value !== 'string' || value === '') return [];
    const field = `config.${formatPath(path)}`;
    if (schema.control === 'contract') return checkContract(node, field, value, options.contracts);
    if (schema.control === 'connection') return checkConnection(node, field, value, options.connections);
    return [];
  });
}

function checkContract(node: FlowNode, field: string, name: string, known: readonly string[] | undefined): Problem[] {
  if (!known || known.includes(name)) return [];
  const meant = closest(name, known);
  const remedy = meant ? `Did you mean "${meant}"?` : known.length > 0 ? `Use ${listOf(known)}, or add the contract.` : 'Add the contract.';
  return [
    problem('error', 'UNKNOWN_CONTRACT', { node, field }, `"${node.name}" names the contract "${name}", which does not exist.`, remedy),
  ];
}

/** Only a warning: connections belong to an environment and may be made later. */
function checkConnection(node: FlowNode, field: string, name: string, known: readonly string[] | undefined): Problem[] {
  if (!known || known.includes(name)) return [];
  const meant = closest(name, known);
  return [
    problem(
      'warning',
      'UNKNOWN_CONNECTION',
      { node, field },
      `"${node.name}" uses the connection "${name}", which no environment has. Its calls will fail.`,
      meant ? `Did you mean "${meant}"? Otherwise add the connection.` : 'Add the connection, or choose another one.',
    ),
  ];
}
