import type { FlowNode, Problem } from '../../document/flow.ts';
import { coverageOf } from '../../mapping/coverage.ts';
import { fieldsOfSchema } from '../../mapping/fields-of-schema.ts';
import { placeLines } from '../../mapping/place-lines.ts';
import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

const mapType = 'transform.map';

/** Mappings that leave required fields of the contract they name without a value. */
export const mappings: Rule = ({ flow, options }) =>
  flow.nodes.flatMap((node) => (node.type === mapType && options.contractSchema ? checkNode(node, options.contractSchema) : []));

function checkNode(node: FlowNode, contractSchema: (name: string) => Readonly<Record<string, unknown>> | undefined): Problem[] {
  const { contract, fields, keep } = node.config;
  const schema = typeof contract === 'string' ? contractSchema(contract) : undefined;
  // What is kept of the source may fill a field that no line names.
  if (!schema || keep === 'all') return [];
  const { needed } = coverageOf(fieldsOfSchema(schema), placeLines(fields));
  if (needed.length === 0) return [];
  const names = listOf(needed.map(({ path }) => path));
  const message =
    needed.length === 1
      ? `"${node.name}" does not fill ${names}, which ${String(contract)} requires. Its results will be refused.`
      : `"${node.name}" leaves ${needed.length} fields open that ${String(contract)} requires: ${names}. Its results will be refused.`;
  return [
    problem(
      'warning',
      'REQUIRED_NOT_MAPPED',
      { node, field: 'config.fields' },
      message,
      'Open the mapper and map them, or give them a constant.',
    ),
  ];
}
