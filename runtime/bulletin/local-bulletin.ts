import type { Bulletin, Topic } from './bulletin.ts';

/** For an installation of one process: it hears its own words, at its next turn. */
export function localBulletin(): Bulletin {
  const listeners = new Map<Topic, Set<(text: string) => void>>();
  let isClosed = false;
  return {
    publish(topic, text) {
      const hearing = listeners.get(topic);
      if (hearing === undefined || hearing.size === 0) return;
      setImmediate(() => {
        if (!isClosed) for (const listener of hearing) listener(text);
      });
    },
    subscribe(topic, listener) {
      const hearing = listeners.get(topic) ?? new Set();
      listeners.set(topic, hearing.add(listener));
      return () => hearing.delete(listener);
    },
    async close() {
      isClosed = true;
    },
  };
}
