import { createHash } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Connections } from '../connections/connections.ts';
import type { Accepted, Arriving } from './accept/accept.ts';
import type { Transport } from './calls/http-transport.ts';
import type { ArrivingStream } from './chunks/accept-stream.ts';
import { scheduledDownload } from './chunks/scheduled-download.ts';
import type { Plan } from './plan/plan.ts';

type Resources = {
  readonly connections: Connections;
  readonly stream: NonNullable<Transport['stream']>;
  readonly clock: Clock;
  readonly accept: (arriving: Arriving) => Promise<Accepted>;
  readonly acceptStream: (arriving: ArrivingStream) => Promise<Accepted>;
};

/** A due time of a schedule becomes a message: of its own key, so that it is one however many processes fire it. Rejects when the backlog is full. */
export async function fireSchedule(
  resources: Resources,
  { env, plan }: { readonly env: string; readonly plan: Plan },
  due: Date,
): Promise<void> {
  const { binding } = plan;
  if (binding?.kind === 'schedule' && binding.download) {
    requireRoom(await scheduledDownload(resources, { env, plan, binding: binding.download, due }));
    return;
  }
  const text = JSON.stringify({ due: due.toISOString() });
  requireRoom(
    await resources.accept({ plan, env, ...jsonMessage(text), sender: 'schedule', idempotencyKey: `schedule@${due.toISOString()}` }),
  );
}

/** What a poll has read becomes a message. Resolves to whether it is a new one; rejects when the backlog is full. */
export async function deliverPolled(
  resources: Pick<Resources, 'accept'>,
  {
    env,
    plan,
    text,
    key,
    windowMs,
  }: { readonly env: string; readonly plan: Plan; readonly text: string; readonly key: string; readonly windowMs: number },
): Promise<boolean> {
  const result = await resources.accept({ plan, env, ...jsonMessage(text), sender: 'poll', idempotencyKey: key, windowMs });
  requireRoom(result);
  return 'duplicate' in result && !result.duplicate;
}

function jsonMessage(text: string) {
  const bodyHash = createHash('sha256').update(text).digest('hex');
  return { text, bytes: Buffer.byteLength(text), bodyHash, contentType: 'application/json', headers: {}, query: {} };
}

function requireRoom({ kind }: Accepted): void {
  if (kind === 'busy') throw new Error('The flow takes no messages now: its backlog is full, or it is paused.');
}
