import type { CallResult } from '../calls/settle-calls.ts';
import type { Seal } from '../run/seal.ts';
import { type Asking, ended, endOf, failed, goesOn, type RequestFor } from './asking.ts';
import { eventWindow } from './events.ts';
import { openWait } from './open-wait.ts';
import { type EventResources, endWait, giveEvent } from './take-events.ts';
import { type EventDocument, matchOf, type WaitDocument } from './wait-documents.ts';

const slice = 200;

/** Stores what is waited for, then looks for events that came before: one of the two sides always sees the other. */
export async function askForEvent(
  resources: EventResources & { readonly seal: Seal },
  asking: Asking<RequestFor<'event'>>,
): Promise<CallResult> {
  const { run, request, now } = asking;
  const { name, key, take } = request;
  const match = matchOf(run.env, name, key);
  const until = endOf(asking, request.timeoutSeconds);
  let wait = await openWait(resources.waits, asking, { kind: 'event', match, until, take: take === 'all' ? 0 : take });
  if (wait.state === 'open') wait = await takeStored(resources, wait);
  const isOver = wait.until !== null && wait.until <= now;
  if (wait.state === 'open' && isOver) wait = (await endWait(resources.waits, wait, { state: 'timed out', settledAt: now })).wait;
  const shown = { name, key, id: wait.id };
  if (wait.state === 'open') return goesOn(asking, wait.until, shown);
  if (wait.state === 'closed')
    return failed(asking, {
      code: 'WAIT_CLOSED',
      message: 'The wait was ended because its run was cancelled. Replay the run to wait again.',
    });
  const events = await textOf(resources, run.env, wait);
  const hasHappened = wait.state === 'settled' || (take === 'all' && wait.taken !== '[]');
  return ended(asking, `{"outcome":"${hasHappened ? 'happened' : 'timed out'}","events":[${events}]}`, shown);
}

async function takeStored(resources: EventResources, wait: WaitDocument): Promise<WaitDocument> {
  let after: string | null = null;
  do {
    const page: { items: readonly Pick<EventDocument, 'id'>[]; next: string | null } = await resources.events.find({
      where: { match: wait.match as string },
      sort: { by: 'at', direction: 'up' },
      limit: slice,
      after,
      select: ['id'],
    });
    for (const event of page.items) {
      const given = await giveEvent(resources, event, wait, { isAsking: true });
      const isEnough = given === 'ended' || (given === 'given' && wait.take === 1);
      if (isEnough) return (await resources.waits.get(wait.id)) ?? wait;
    }
    after = page.next;
  } while (after !== null);
  return (await resources.waits.get(wait.id)) ?? wait;
}

/** The events of an ended wait as JSON, without the brackets around them; from now on their window counts again. */
async function textOf({ events, now, seal }: EventResources & { readonly seal: Seal }, env: string, wait: WaitDocument): Promise<string> {
  const texts: string[] = [];
  for (const id of JSON.parse(wait.taken) as string[]) {
    const event = await events.get(id);
    if (!event) continue;
    const body = seal.open(env, event.body).toString('utf8');
    texts.push(`{"id":${JSON.stringify(id)},"at":"${new Date(event.at).toISOString()}","body":${body}}`);
    if (event.keepUntil === null) await events.update(id, { set: { keepUntil: now() + eventWindow } });
  }
  return texts.join(',');
}
