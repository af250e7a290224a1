import type { RequestHandler, Response } from 'express';
import type { Clock } from '../../clock/clock.ts';
import type { EventRoute } from '../route.ts';
import type { Services } from '../services.ts';
import { authenticate } from './authenticate.ts';
import { authorize, refuseStrangers } from './authorize.ts';
import { fromOf } from './from.ts';
import { parseGiven } from './parse-given.ts';
import { visibleTo } from './visible.ts';

/** A comment now and then keeps proxies from closing a quiet stream, and finds clients that have gone. Milliseconds. */
const heartbeat = 15_000;
/** A client that leaves so many bytes unread is cut off; its browser connects again and asks anew. */
const maxUnread = 4 * 1024 * 1024;

type LiveEvent = { readonly event: string; readonly data: unknown };

export type EventStreams = {
  handler(route: EventRoute, services: Services): RequestHandler;
  /** Ends all streams and takes no more. */
  close(): void;
  count(): number;
};

/** Server-sent events (WHATWG HTML, 9.2). */
export function createEventStreams(clock: Clock): EventStreams {
  const open = new Set<() => void>();
  let isClosed = false;
  return {
    handler: (route, services) => async (request, response) => {
      const session = await authenticate(request, route, services);
      await refuseStrangers(route, session, services);
      const given = { ...(parseGiven(route, request) as { params: undefined; query: undefined }), body: undefined };
      const subject = await authorize(route, given, session, services);
      const visible = visibleTo(session, route, subject?.env, services);
      /** Whoever may see less now is let go; their browser asks anew. */
      const lookAgain = async () => {
        try {
          const now = await authenticate(request, route, services);
          await authorize(route, given, now, services);
          if (JSON.stringify(now.grants) !== JSON.stringify(session.grants)) response.end();
        } catch {
          response.end();
        }
      };
      const stream = startStream(response, clock, () => void lookAgain());
      const write = ({ event, data }: LiveEvent) => {
        const checked = route.events.parse({ event, data }) as { event: string; data: unknown };
        stream.write(`event: ${checked.event}\ndata: ${JSON.stringify(checked.data)}\n\n`);
      };
      // One after the other, so that what is looked up for one event does not let the next one overtake it.
      let sent = Promise.resolve();
      const writeVisible = (event: LiveEvent) => {
        sent = sent
          .then(async () => {
            for (const each of (await visible?.([event])) ?? []) write(each);
          })
          .catch(() => void response.destroy());
      };
      const stop = route.open({ ...given, services, session, visible, ...fromOf(request) }, visible ? writeVisible : write);
      stream.begin();
      const stopWatching = services.access.onChange(() => void lookAgain());
      const end = () => response.end();
      open.add(end);
      response.on('close', () => {
        open.delete(end);
        stop();
        stopWatching();
        stream.stop();
      });
      if (isClosed) end();
    },
    close() {
      isClosed = true;
      for (const end of open) end();
    },
    count: () => open.size,
  };
}

function startStream(response: Response, clock: Clock, onBeat: () => void) {
  let cancel = () => {};
  const beat = () => {
    cancel = clock.after(heartbeat, () => {
      write(': still here\n\n');
      onBeat();
      beat();
    });
  };
  function write(text: string): void {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > maxUnread) response.destroy();
  }
  return {
    /** Only now the status is sent, so that a refused subscription still answers like any other call. */
    begin() {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      write('retry: 2000\n\n');
      beat();
    },
    write,
    stop: () => cancel(),
  };
}
