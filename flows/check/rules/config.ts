import { fieldWords } from '../../document/words.ts';
import type { Rule } from '../context.ts';
import { problem } from '../problem.ts';

/** What a node's own schema finds wrong; the schema stands at the server, so it is handed in. */
export const config: Rule = ({ flow, options, descriptorOf }) => {
  const { checkConfig } = options;
  if (!checkConfig) return [];
  return flow.nodes.flatMap((node) => {
    if (!descriptorOf(node)) return [];
    return checkConfig(node.type, node.version, node.config).map(({ path, message }) => {
      const dotted = path.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^\./, '');
      const label = dotted === '' ? 'The settings' : `"${dotted}"`;
      return problem(
        'error',
        'INVALID_CONFIG',
        { node, field: dotted === '' ? 'config' : `config.${dotted}` },
        `${label} of "${node.name}": ${message.replace(/\.$/, '')}.`,
        dotted === ''
          ? 'Correct the settings of the step.'
          : `Correct ${fieldWords(dotted.split('.').at(-1) ?? dotted)} in the settings of the step.`,
      );
    });
  });
};
