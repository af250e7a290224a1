import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { check } from '@crossdock/flows/check/check';
import { contracts } from '@crossdock/flows/contracts/contracts';
import type { Flow, Problem } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { definitions } from '@crossdock/nodes/registry';
import { fixedContracts } from '../lifecycle/contract-documents.ts';
import { flowKnowledge } from '../lifecycle/flow-knowledge.ts';
import { UsageError } from './command.ts';
import { contractsWith, namesIn, surroundingsOf } from './surroundings.ts';

/** What the node library and the contracts of this installation know. */
export const knowledge = flowKnowledge(definitions, fixedContracts(contracts));

export type FlowFile = { readonly file: string; readonly flow: Flow | null; readonly problems: readonly Problem[] };

/** Reads and checks a flow file, with what stands in the exported environment around it. `flow` is null when it cannot be read at all. Throws UsageError when there is no such file. */
export async function readFlowFile(file: string): Promise<FlowFile> {
  const read = readFlow(await readText(file));
  if (!read.ok) return { file, flow: null, problems: read.problems };
  const around = file === '-' ? null : await surroundingsOf(file);
  const options = around
    ? { ...flowKnowledge(definitions, contractsWith(around)).checkOptions, ...namesIn(around) }
    : knowledge.checkOptions;
  return { file, flow: read.flow, problems: check(read.flow, knowledge.catalog, options) };
}

export function hasErrors({ problems }: Pick<FlowFile, 'problems'>): boolean {
  return problems.some((problem) => problem.severity === 'error');
}

/** One line a problem: `orders.flow.json: nodes.map.config.fields[0]: error: what is wrong. What to do.` */
export function problemLines({ file, problems }: FlowFile): string {
  return problems.map((problem) => `${file}: ${placeOf(problem)}${problem.severity}: ${problem.message} ${problem.remedy}\n`).join('');
}

function placeOf({ nodeId, field }: Problem): string {
  const path = [...(nodeId === null ? [] : ['nodes', nodeId]), ...(field === null ? [] : [field])].join('.');
  return path === '' ? '' : `${path}: `;
}

/** The text of a file, or of the standard input for `-`. */
export async function readText(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : (error as Error).message;
    throw new UsageError(`${file} cannot be read: ${reason}.`);
  }
}
