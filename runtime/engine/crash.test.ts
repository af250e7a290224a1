import { rm } from 'node:fs/promises';
import { afterAll, expect, test } from 'vitest';
import { testClock } from '../clock/test-clock.ts';
import { splitStore } from '../store/split-store.ts';
import type { Store } from '../store/store.ts';
import { aFlow, sendOrder } from './test/a-flow.ts';
import { anEngine } from './test/an-engine.ts';
import { otherSide } from './test/other-side.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const clean of cleanUp) await clean();
});

/** More documents than any of these flows writes. */
const beyond = 40;

const flows = {
  'one effect': aFlow()
    .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' })
    .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
    .step('fields', 'transform.set-fields', { fields: [{ name: 'x', value: 1 }] })
    .build(),
  'an effect that needs the answer of another': aFlow()
    .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' })
    .step('first', 'connector.http', { ...sendOrder, path: '/first', result: 'first' })
    .step('second', 'connector.http', { ...sendOrder, path: '/second', result: 'second' })
    .build(),
  'an answer that the caller waits for': aFlow({ answer: { mode: 'when-finished', deadlineSeconds: 60 } })
    .step('once', 'routing.reject-duplicates', { key: '{{ item.name }}' })
    .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
    .step('reply', 'routing.respond', {})
    .build(),
};

// Dies after the k-th document that is written, for every k, also in the middle of a group; a sender repeats what was not acknowledged. Whatever k is, the message
// ends in one run, the effects have happened once by key, and the run says so.
for (const [name, flow] of Object.entries(flows)) {
  test(`${name}: a crash after any document loses nothing and doubles nothing`, async () => {
    let hasReachedTheEnd = false;
    for (let k = 1; k < beyond && !hasReachedTheEnd; k++) {
      const side = await otherSide();
      const clock = testClock();
      let crashed: (() => void) | undefined;
      const crash = new Promise<'crashed'>((resolve) => {
        crashed = () => resolve('crashed');
      });
      let split: ReturnType<typeof splitStore> | undefined;
      const around = (store: Store) => {
        split = splitStore(store, { crashAfter: k, ...(crashed && { onCrash: crashed }) });
        return split;
      };
      const first = await anEngine({ flow, address: side.address, clock, around });
      const { folder } = first;
      const untilDone = async () => {
        try {
          const accepted = await first.send({ name: '1' });
          if ('runId' in accepted) await first.when(accepted.runId, 'done');
          return 'done' as const;
        } catch {
          return 'crashed' as const;
        }
      };
      const outcome = await Promise.race([crash, untilDone()]);
      hasReachedTheEnd = outcome === 'done';
      await first.kill();

      const second = await anEngine({ flow, address: side.address, clock, folder });
      const again = await second.send({ name: '1' });
      const run = await second.when('runId' in again ? again.runId : '', 'done');
      const { items } = await second.engine.list({ env: 'dev' });
      expect(
        items.map((item) => item.id),
        `crash after document ${k}`,
      ).toEqual([run.id]);
      const calls = new Map(side.received.map((call) => [call.key, call.path]));
      expect([...calls.values()].sort(), `crash after document ${k}`).toEqual(
        flow.nodes
          .filter((node) => node.type === 'connector.http')
          .map((node) => String(node.config.path))
          .sort(),
      );
      expect(new Set(side.received.map((call) => `${call.key} ${call.body}`)).size).toBe(calls.size);
      expect(run.effects.every((effect) => effect.outcome === 'confirmed')).toBe(true);
      await second.close();
      await side.close();
      cleanUp.push(() => rm(folder, { recursive: true, force: true }));
    }
    expect(hasReachedTheEnd).toBe(true);
  }, 120_000);
}
