import type { RunAnswer, RunInfo } from '@crossdock/nodes/contract/define-node';
import { NodeError } from '@crossdock/nodes/contract/errors';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import type { Outputs } from './items.ts';
import type { ProgramNode, PureParts, RegionProgram } from './program.ts';
import type { DeadItem, Extraction, Failure, NodeReport, Outcome, PendingCall, Request } from './protocol.ts';

export const emptyNotes: ReadonlyMap<string, Json> = new Map();
export const noItems: readonly Item[] = [];

/** Everything one request knows while it is executed. */
export type Pass = {
  readonly program: RegionProgram;
  readonly states: readonly unknown[];
  readonly request: Request;
  readonly parts: readonly string[];
  readonly outputs: Outputs;
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly reports: NodeReport[];
  readonly dead: DeadItem[];
  /** Groups that were lost with one of their items. */
  readonly lostGroups: Set<string>;
  readonly records: string[];
  readonly calls: PendingCall[];
  /** States of barriers, of a chunk's run. */
  readonly partials: Record<number, Json>;
  readonly out: string[];
  /** In a replay of a part: the nodes whose output counts behind the focus. */
  readonly behindFocus: ReadonlySet<number> | undefined;
  /** Bodies that a person has corrected: by node, then by item. */
  readonly corrections: ReadonlyMap<number, Readonly<Record<string, Json>>> | undefined;
  answer: RunAnswer | undefined;
  runFailed: Failure | undefined;
  extraction: Extraction | undefined;
  deadBefore: readonly number[];
  readonly detached: readonly number[];
  run: RunInfo;
};

export function isLost(pass: Pass, item: Item): boolean {
  return item.group !== undefined && pass.lostGroups.has(item.group);
}

export function partsOf(program: RegionProgram, node: ProgramNode): PureParts {
  const parts = program.library[node.type];
  if (!parts) throw new NodeError('UNKNOWN_NODE_TYPE', `The sandbox library has no ${node.type}.`);
  return parts;
}
