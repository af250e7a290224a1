import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** What a node's own schema finds wrong; the schema stands at the server, so it is handed in. */
export const config: Rule = ({ flow, options, descriptorOf }) => {
  const { checkConfig } = options;
  if (!checkConfig) return [];
  return flow.nodes.flatMap((node) => {
    if (!descriptorOf(node)) return [];
    return checkConfig(node.type, node.version, node.config).map(({ path, message, remedy }) => {
      const dotted = path.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^\./, '');
      const what = remedy === undefined && dotted !== '' ? `"${dotted}": ${message}` : message;
      return problem(
        'error',
        'INVALID_CONFIG',
        { node, field: dotted === '' ? 'config' : `config.${dotted}` },
        `"${node.name}": ${what.replace(/\.$/, '')}.`,
        remedy ?? 'Correct it in the settings of the step.',
      );
    });
  });
};
