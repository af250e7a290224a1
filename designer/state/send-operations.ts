import { ApiFailure } from '../server/api-failure.ts';
import { client, reply } from '../server/client.ts';
import type { Draft, Saved, SendOperations, Sent } from './draft.ts';

/** Sends a flow's operations to the API. */
export function operationsSender(flowId: string): SendOperations {
  return async (revision, operations) => {
    const call = client.POST('/api/flows/{id}/operations', {
      params: { path: { id: flowId } },
      body: { revision, operations: operations as never },
    });
    try {
      return await takenAs(revision, (await reply(call)) as Saved, () => loadDraft(flowId));
    } catch (failure) {
      return sentOf(failure);
    }
  };
}

/** What it means that the server took operations made on `revision`. A revision in between is somebody else's, and has to be fetched. */
export async function takenAs(revision: number, saved: Saved, load: () => Promise<Draft>): Promise<Sent> {
  if (saved.revision === revision + 1) return { kind: 'saved', saved };
  try {
    return { kind: 'joined', current: await load() };
  } catch {
    // Still behind: the next event or the next save brings the rest.
    return { kind: 'saved', saved: { ...saved, revision: revision + 1 } };
  }
}

async function loadDraft(flowId: string): Promise<Draft> {
  return (await reply(client.GET('/api/flows/{id}', { params: { path: { id: flowId } } }))) as Draft;
}

/** What a failed call means for the operations that were in it. */
export function sentOf(failure: unknown): Sent {
  if (!(failure instanceof ApiFailure)) return { kind: 'unreachable' };
  const current = (failure.body as { current?: Draft } | undefined)?.current;
  if (failure.status === 409 && failure.code === 'STALE_REVISION' && current) return { kind: 'stale', current };
  const passes = failure.status === 0 || failure.status === 401 || failure.status === 429 || failure.status >= 500;
  return passes ? { kind: 'unreachable' } : { kind: 'refused', message: failure.message };
}
