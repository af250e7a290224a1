import { type Log, silentLog } from '../engine/log.ts';
import type { Bulletin } from './bulletin.ts';
import { createListeners, type Notice } from './listeners.ts';

/** For one process that is all there is. Listeners hear after the caller's turn. */
export function localBulletin({ log = silentLog }: { readonly log?: Log } = {}): Bulletin {
  const listeners = createListeners(log);
  let said: Notice[] = [];
  return {
    publish(topic, text) {
      if (said.push([topic, text]) > 1) return;
      queueMicrotask(() => {
        const all = said;
        said = [];
        listeners.tell(all);
      });
    },
    subscribe: listeners.add,
    async close() {
      listeners.clear();
    },
  };
}
