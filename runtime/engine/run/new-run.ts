import { randomUUID } from 'node:crypto';
import { currentFormat } from '@crossdock/flows/document/flow';
import type { Plan } from '../plan/plan.ts';
import type { Pinned, RunDocument, RunKind } from './run-document.ts';

/** The document of a run that nobody has touched yet. */
export function newRun(given: {
  readonly id: string;
  readonly plan: Pick<Plan, 'flow' | 'version' | 'hash' | 'lane'>;
  readonly env: string;
  readonly now: number;
  readonly pinned: Pinned;
  readonly message: Uint8Array | null;
  readonly messageBytes: number;
  readonly contentType: string;
  readonly bodyHash: string;
  readonly correlationId?: string | null | undefined;
  readonly causationId?: string | undefined;
  readonly kind?: RunKind | undefined;
}): RunDocument {
  const { id, plan, env, now } = given;
  return {
    id,
    dedupe: id,
    dedupeUntil: null,
    bodyHash: given.bodyHash,
    env,
    flow: plan.flow.id,
    version: plan.version,
    flowHash: plan.hash,
    format: currentFormat,
    unit: plan.flow.unit,
    channel: plan.flow.channel,
    lane: plan.lane,
    priority: plan.flow.settings.priority,
    status: 'queued',
    createdAt: now,
    finishedAt: null,
    dueAt: null,
    ready: null,
    owner: null,
    token: 0,
    dispatch: 0,
    recoveries: 0,
    isOrphan: 0,
    parkedFor: null,
    attempt: 0,
    orderKey: null,
    orderNumber: null,
    orderTurn: null,
    correlationId: given.correlationId ?? id,
    causationId: given.causationId ?? null,
    lineage: id,
    replayOf: null,
    kind: given.kind ?? 'message',
    parent: null,
    follow: null,
    keys: [],
    shownKeys: '',
    openExceptions: null,
    isTest: plan.version === 0 ? 1 : 0,
    pinned: JSON.stringify(given.pinned),
    message: given.message,
    messageBytes: given.messageBytes,
    contentType: given.contentType,
    progress: '',
    record: null,
    answer: null,
    writeId: randomUUID(),
  };
}
