import type { Bulletin } from '../bulletin/bulletin.ts';
import type { Clock } from '../clock/clock.ts';
import type { Cancel } from './cancel.ts';
import type { Dispatcher } from './dispatch/dispatcher.ts';
import type { Lease } from './lease/lease.ts';
import type { Log } from './log.ts';
import type { Live } from './view/live.ts';
import { shareLive } from './view/share-live.ts';

/** Does at once what other processes ask for; each of it is found by looking too, only later. Returns the way to stop. */
export function hearOthers(resources: {
  readonly bulletin: Bulletin;
  readonly dispatcher: Dispatcher;
  readonly cancellation: Cancel;
  readonly live: Live;
  readonly lease: Lease;
  readonly clock: Clock;
  readonly log: Log;
  readonly isFeeding: () => boolean;
}): () => void {
  const { bulletin, dispatcher, cancellation, live, lease, clock, log } = resources;
  const stops = [
    bulletin.subscribe('due', (at) => {
      if (resources.isFeeding()) dispatcher.heardOfDue(Number(at));
    }),
    bulletin.subscribe('cancel', (runId) => void cancellation.stopHere(runId)),
    bulletin.subscribe('lanes', () => {
      dispatcher
        .readLanes()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'a new lane could not be read; tried again in 5 s'));
    }),
    shareLive({ live, bulletin, clock, self: () => lease.workerId }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
