import type { MongoClient, ServerHeartbeatStartedEvent } from 'mongodb';
import type { Log } from '../../engine/log.ts';

/** A look at a server that has not ended after so long never ends, ms: its own time-outs are far below. */
const stuckAfter = 5_000;
const lookEvery = 1_000;

/**
 * Connects anew when the driver has stopped looking for its servers. Driver 7.9 waits for ever on a heartbeat that it sends over a connection in the moment in which
 * that is closed; every operation then fails with "connection closed", also when the server has long been back. Returns the way to stop.
 */
export function reviveWhenStuck(
  client: MongoClient,
  { place, log }: { readonly place: string; readonly log: Log | undefined },
): () => void {
  /** Since when a look at this server has been under way. */
  const underWay = new Map<string, number>();
  let reviving: Promise<void> | undefined;

  const started = ({ connectionId }: ServerHeartbeatStartedEvent): void => void underWay.set(connectionId, performance.now());
  const ended = ({ connectionId }: { readonly connectionId: string }): void => void underWay.delete(connectionId);
  client.on('serverHeartbeatStarted', started);
  client.on('serverHeartbeatSucceeded', ended);
  client.on('serverHeartbeatFailed', ended);

  async function revive(): Promise<void> {
    log?.warn({ mongodb: place }, 'the MongoDB driver no longer looks for its servers; it is connected anew');
    underWay.clear();
    await client.close();
    await client.connect();
  }

  const timer = setInterval(() => {
    const oldest = Math.min(...underWay.values());
    if (reviving || performance.now() - oldest < stuckAfter) return;
    reviving = revive()
      // The next look finds that it is still not connected.
      .catch(() => void underWay.set('the client', performance.now()))
      .finally(() => {
        reviving = undefined;
      });
  }, lookEvery);
  timer.unref();

  return () => {
    clearInterval(timer);
    client.off('serverHeartbeatStarted', started);
    client.off('serverHeartbeatSucceeded', ended);
    client.off('serverHeartbeatFailed', ended);
  };
}
