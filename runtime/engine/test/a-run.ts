import { flowSchema } from '@crossdock/flows/document/flow';
import { newRun } from '../run/new-run.ts';
import type { RunDocument } from '../run/run-document.ts';

const flow = flowSchema.parse({ format: 1, id: 'orders', name: 'Orders' });
const plan = { flow, version: 1, hash: 'h', lane: flow.channel };

/** The document of a run as the store holds it, for tests of what happens around runs. */
export function aRun(id: string, more: Partial<RunDocument> = {}): RunDocument {
  const pinned = { now: '2026-11-21T08:00:00.000Z', seed: id, headers: {}, query: {} };
  const given = { id, plan, env: 'dev', now: 0, pinned, message: null, messageBytes: 0, contentType: 'application/json', bodyHash: '' };
  return { ...newRun(given), ...more };
}
