import { hash } from 'node:crypto';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { PendingCall } from '../../sandbox/region/protocol.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { LedgerEntry } from '../run/progress.ts';
import { generationOf } from './decide-send.ts';
import { effectKey } from './effect-key.ts';

/** What the calls of a run have in common. */
export type CallContext = { readonly env: string; readonly lineage: string; readonly nodes: readonly PlanNode[] };

/** One item that is to be sent: what the sandbox prepared, the text of its body, and where it stood before. */
export type DueCall = { readonly pending: PendingCall; readonly body: string | undefined; readonly before: LedgerEntry | undefined };

/** The part of a ledger entry that does not depend on how the call goes. */
export type EntryBase = Pick<LedgerEntry, 'node' | 'item' | 'businessKey' | 'group' | 'key' | 'generation' | 'requestHash' | 'batch'>;

export function requestOf({ pending, body }: DueCall): HttpRequest {
  return body === undefined ? pending.request : { ...pending.request, body };
}

export function baseOf(context: CallContext, { pending, body, before }: DueCall, isFresh: boolean): EntryBase {
  const { method, path } = pending.request;
  const requestHash = hash('sha256', `${method} ${path}\n${body ?? ''}`, 'hex').slice(0, 16);
  const generation = isFresh ? (before?.generation ?? 0) : generationOf(before, requestHash);
  const node = (context.nodes[pending.node] as PlanNode).node.id;
  const key =
    before?.generation === generation ? before.key : effectKey({ lineage: context.lineage, node, item: pending.item, generation });
  return {
    node: pending.node,
    item: pending.item,
    ...(pending.key !== undefined && { businessKey: pending.key }),
    ...(pending.group !== undefined && { group: pending.group }),
    key,
    generation,
    requestHash,
    ...(before?.batch && { batch: before.batch }),
  };
}

/** Free to go with other items the next time. */
export function withoutBatch<T extends { readonly batch?: LedgerEntry['batch'] }>(entry: T): Omit<T, 'batch'> {
  if (!entry.batch) return entry;
  const { batch: _left, ...rest } = entry;
  return rest;
}
