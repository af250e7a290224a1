import { canonicalText } from '@crossdock/flows/document/canonical';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { errorIn, type FileProblem } from './file-problem.ts';
import { conflictIn, conflictLine } from './json-text.ts';
import { pathOf } from './layout.ts';

export const flowText = (flow: Flow): string => canonicalText(flow);

/** Reads a flow; the name of the file is the flow's id, so that no two files hold the same one. */
export function readFlowText(path: string, name: string, text: string): Flow | readonly FileProblem[] {
  const conflict = conflictLine(text);
  if (conflict !== null) return [conflictIn(path, conflict)];
  const read = readFlow(text);
  if (!read.ok)
    return read.problems.map(({ nodeId, field, message, remedy }) => {
      const place = [...(nodeId === null ? [] : ['nodes', nodeId]), ...(field === null ? [] : [field])].join('.');
      return errorIn(path, `${message} ${remedy}`, place);
    });
  if (read.flow.id === name) return read.flow;
  return [errorIn(path, `The flow in it is "${read.flow.id}". Rename the file to ${pathOf.flow(read.flow.id)}, or correct the id.`, 'id')];
}
