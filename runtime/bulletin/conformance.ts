import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bulletin, Topic } from './bulletin.ts';

export type BulletinFactory = {
  /** A bulletin as two processes have it; for one that is within a process the same twice. */
  create(): Promise<readonly [Bulletin, Bulletin]>;
  /** Lets some time pass. */
  pass(): Promise<void>;
};

/** What every Bulletin must do; run against each implementation. */
export function describeBulletin(name: string, factory: BulletinFactory): void {
  const opened: Bulletin[] = [];
  afterEach(async () => {
    for (const bulletin of opened.splice(0)) await bulletin.close();
  });
  const fresh = async () => {
    const two = await factory.create();
    opened.push(...two);
    return two;
  };
  const heardBy = (bulletin: Bulletin, topic: Topic) => {
    const texts: string[] = [];
    bulletin.subscribe(topic, (text) => texts.push(text));
    return texts;
  };
  const until = (check: () => void) =>
    vi.waitFor(
      async () => {
        await factory.pass();
        check();
      },
      { timeout: 20_000, interval: 5 },
    );

  describe(name, () => {
    it('what one process says both hear, each word once and in its order', async () => {
      const [one, other] = await fresh();
      const heard = [heardBy(one, 'settled'), heardBy(other, 'settled')];
      for (const text of ['a', 'b', 'c']) one.publish('settled', text);
      await until(() =>
        expect(heard).toEqual([
          ['a', 'b', 'c'],
          ['a', 'b', 'c'],
        ]),
      );
      one.publish('settled', 'd');
      await until(() => expect(heard[1]).toEqual(['a', 'b', 'c', 'd']));
      expect(heard[0]).toEqual(['a', 'b', 'c', 'd']);
    });

    it('both can say something', async () => {
      const [one, other] = await fresh();
      const heard = [heardBy(one, 'due'), heardBy(other, 'due')];
      one.publish('due', '1');
      other.publish('due', '2');
      await until(() => {
        for (const texts of heard) expect(texts.toSorted()).toEqual(['1', '2']);
      });
    });

    it('a listener hears its topic only, any text as it was, and nothing once it has stopped', async () => {
      const [one, other] = await fresh();
      const runs = heardBy(other, 'runs');
      const stopped: string[] = [];
      const stop = other.subscribe('due', (text) => stopped.push(text));
      stop();
      const texts = ['', 'line\nbreak', '"{}\\', 'Größe 👟', 'x'.repeat(100_000)];
      one.publish('due', 'not heard');
      for (const text of texts) one.publish('runs', text);
      await until(() => expect(runs).toEqual(texts));
      expect(stopped).toEqual([]);
    });

    it('says nothing within the caller’s own turn', async () => {
      const [one] = await fresh();
      const heard = heardBy(one, 'due');
      one.publish('due', '1');
      expect(heard).toEqual([]);
      await until(() => expect(heard).toEqual(['1']));
    });

    it('a listener that throws keeps nothing from the others', async () => {
      const [one, other] = await fresh();
      other.subscribe('deployments', () => {
        throw new Error('broken');
      });
      const heard = heardBy(other, 'deployments');
      one.publish('deployments', '1');
      one.publish('deployments', '2');
      await until(() => expect(heard).toEqual(['1', '2']));
    });

    it('carries thousands of words at once', async () => {
      const [one, other] = await fresh();
      const heard = heardBy(other, 'settled');
      const texts = Array.from({ length: 5000 }, (_, n) => `r_${n}`);
      for (const text of texts) one.publish('settled', text);
      await until(() => expect(heard).toHaveLength(5000));
      expect(heard).toEqual(texts);
    });

    it('one that is closed hears and says nothing more, and can be closed again', async () => {
      const [one, other] = await fresh();
      const heard = heardBy(one, 'due');
      await one.close();
      one.publish('due', 'too late');
      if (one !== other) {
        const others = heardBy(other, 'due');
        other.publish('due', '1');
        await until(() => expect(others).toEqual(['1']));
      }
      await factory.pass();
      await one.close();
      expect(heard).toEqual([]);
    });
  });
}
