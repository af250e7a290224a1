import type { FlowNode, Problem } from '../../document/flow.ts';
import { type ChunkTraits, chunkParts, type WholeReason } from '../../graph/chunk-parts.ts';
import type { Rule } from '../context.ts';
import { listOf, problem } from '../problem.ts';

/** What a flow must be like to work on files of any size, and what does not hold when it does. */
export const bigFiles: Rule = ({ flow, options, nodes, triggers, descriptorOf }) => {
  const { chunkTraitsOf } = options;
  const [trigger] = triggers;
  if (!chunkTraitsOf || !trigger) return [];
  const traits = new Map([...nodes].map(([id, node]) => [id, chunkTraitsOf(node)]));
  // While a configuration is wrong nobody can tell; that is a problem of its own.
  if ([...traits.values()].includes(undefined)) return [];
  const divided = chunkParts(flow, (id) => traits.get(id) as ChunkTraits);
  const takesFiles = options.bindingOf?.(trigger)?.kind === 'file';
  if (divided.kind === 'none')
    return takesFiles
      ? [
          problem(
            'warning',
            'FILES_READ_WHOLE',
            { node: trigger },
            `No step right behind "${trigger.name}" reads records, so each file is read into memory at once and may have 10 MB at most.`,
            'Put Parse CSV or Read JSON records right behind the trigger.',
          ),
        ]
      : [];
  if (divided.kind === 'whole')
    return divided.because.map(({ node, why }) => {
      const step = nodes.get(node) as FlowNode;
      return problem(
        takesFiles ? 'error' : 'hint',
        'NOT_IN_CHUNKS',
        { node: step },
        `${wordsOf(why, step.name)} So the flow cannot work on a big file in chunks: a message may have 10 MB at most.`,
        remedies[why],
      );
    });
  const later =
    flow.settings.orderingKey === undefined
      ? []
      : callsOf(flow.nodes, divided.parts, (node) => ['effect', 'read', 'wait'].includes(descriptorOf(node)?.kind ?? ''));
  return later.length === 0 ? [] : [orderProblem(later)];
};

function callsOf(nodes: readonly FlowNode[], parts: ReadonlyMap<string, string>, isCall: (node: FlowNode) => boolean): FlowNode[] {
  return nodes.filter((node) => !node.disabled && parts.get(node.id) === 'chunk' && isCall(node));
}

function orderProblem(later: readonly FlowNode[]): Problem {
  return problem(
    'warning',
    'ROWS_OUT_OF_ORDER',
    { field: 'settings.orderingKey' },
    `The ordering key keeps messages in order, but not the rows of one big file: they come to ${listOf(later.map(({ name }) => name))} from several chunks at once.`,
    'Aggregate the rows by their key before the call, so that each key is sent once; or have the other system compare a sequence of its own.',
  );
}

function wordsOf(why: WholeReason, name: string): string {
  return why === 'together' ? `"${name}" needs all records at once.` : `"${name}" takes single records and results of all of them.`;
}

const remedies: Readonly<Record<WholeReason, string>> = {
  together: 'Put an Aggregate step before it, so that it gets the results instead of the records.',
  mixes: 'Let it take either the records or the results; join them in a flow of their own.',
};
