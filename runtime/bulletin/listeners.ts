import type { Log } from '../engine/log.ts';
import type { Topic } from './bulletin.ts';

/** Something said: the topic and the text. */
export type Notice = readonly [Topic, string];

/** Who listens in this process. */
export type Listeners = {
  add(topic: Topic, listener: (text: string) => void): () => void;
  /** One that throws keeps nothing from the others. */
  tell(notices: readonly Notice[]): void;
  clear(): void;
};

export function createListeners(log: Log): Listeners {
  const byTopic = new Map<Topic, Set<(text: string) => void>>();
  return {
    add(topic, listener) {
      const all = byTopic.get(topic) ?? new Set();
      // Of its own, so that the same function added twice can be removed once.
      const own = (text: string) => listener(text);
      byTopic.set(topic, all.add(own));
      return () => all.delete(own);
    },
    tell(notices) {
      for (const [topic, text] of notices) {
        for (const listener of byTopic.get(topic) ?? []) {
          try {
            listener(text);
          } catch (error) {
            log.error({ topic, error: String(error) }, 'what another process told could not be taken up; it is found at the next look');
          }
        }
      }
    },
    clear: () => byTopic.clear(),
  };
}
