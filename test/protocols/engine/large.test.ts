import type { Engine } from '@crossdock/runtime/engine/engine';
import { aFlow, sendOrder } from '@crossdock/runtime/engine/test/a-flow';
import { describe, test } from 'vitest';
import type { Process } from '../process.ts';
import { holdsInSamples } from '../prove.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';
import { type EngineSetting, engineModel } from './engine-model.ts';

// Too large to be explored: each is played under schedules drawn at random, with crashes, by whole engines.

const order = (n: number, sku = 'A') => ({ sku, n });
const ordered: EngineSetting = {
  flow: aFlow({ orderingKey: '{{ item.sku }}' }).step('erp', 'connector.http', sendOrder).build(),
  servers: { S1: [order(1), order(2)], S2: [order(3), order(4, 'B')] },
  isOwn: false,
  workers: ['W1', 'W2'],
  effects: 4,
  upkeep: 90,
};

const tell = async (process: Process, engine: Engine) => {
  await engine.waits.events.send({ env: 'dev', name: 'confirmed', key: 'A', body: '{"ok":1}', by: 'supplier', idempotencyKey: '855' });
  await process.act('acknowledges the event', (state) => state.set('(told)', 'A', Object.freeze({ id: 'A' })));
};
const waiting: EngineSetting = {
  flow: aFlow()
    .step('wait', 'routing.wait-for-event', { name: 'confirmed', key: '{{ item.po }}' })
    .step('erp', 'connector.http', sendOrder)
    .build(),
  servers: { S1: [{ po: 'A' }] },
  workers: ['W1'],
  effects: 1,
  upkeep: 90,
  others: {
    E1: { run: tell },
    E2: {
      mayCrash: false,
      async run(process, engine) {
        await process.until('has no answer to the event', (state) => isDead(state, 'E1') && !state.get('(told)', 'A'));
        await tell(process, engine);
      },
    },
  },
};

const calling: EngineSetting = {
  flow: aFlow()
    .step('call', 'routing.call-flow', { flow: 'booking' })
    .step('erp', 'connector.http', { ...sendOrder, path: '/after' })
    .build(),
  called: [
    {
      ...aFlow({ answer: { mode: 'when-finished' } })
        .step('erp', 'connector.http', { ...sendOrder, result: 'erp' })
        .step('reply', 'routing.respond', { body: '{{ item.erp.ok }}' })
        .build(),
      id: 'booking',
      name: 'Booking',
    },
  ],
  servers: { S1: [{ n: 1 }] },
  workers: ['W1'],
  effects: 2,
  upkeep: 90,
};

/** Two people decide at the same time; who gets no answer asks again. */
const decide = (decision: 'approved' | 'rejected') => async (process: Process, engine: Engine) => {
  const asked = (state: State) => state.all('waits').find(({ kind }) => kind === 'approval');
  const wait = await process.act(
    'sees what is asked',
    (state) => String(asked(state)?.id),
    (state) => asked(state) !== undefined,
  );
  await engine.waits.approvals.decide(wait, { decision, by: process.name, roles: ['admin'], comment: '' });
};
const approval: EngineSetting = {
  flow: aFlow()
    .step('ask', 'routing.approval', { title: 'Really?' })
    .step('erp', 'connector.http', sendOrder, { after: 'ask.out' })
    .step('no', 'connector.http', { ...sendOrder, path: '/rejected' }, { after: 'ask.rejected' })
    .build(),
  servers: { S1: [{ n: 1 }] },
  workers: ['W1'],
  effects: 1,
  upkeep: 90,
  others: { Ann: { run: decide('approved') }, Bob: { run: decide('rejected'), mayCrash: false } },
};

const rows = ['sku,text', ...Array.from({ length: 20 }, (_, row) => `S-${row % 4},${'x'.repeat(60_000)}`)].join('\n');
const file: EngineSetting = {
  flow: aFlow()
    .step('rows', 'format.parse-csv')
    .step(
      'count',
      'routing.aggregate',
      { by: 'key', key: '{{ item.sku }}', keyInto: 'sku', into: '', summaries: [{ target: 'n', operation: 'count' }] },
      { after: 'rows.rows' },
    )
    .step('erp', 'connector.http', sendOrder)
    .build(),
  servers: {},
  file: { text: rows, chunkBytes: 500_000 },
  workers: ['W1', 'W2'],
  effects: 4,
  upkeep: 90,
};

describe('whole engines under schedules drawn at random', () => {
  test('keep the order of keys through crashes of servers and workers', async () => {
    await holdsInSamples(engineModel('ordered', ordered), { crashes: 2, schedules: 60 });
  });

  test('wake a run that waits for an event, whoever dies', async () => {
    await holdsInSamples(engineModel('event', waiting), { crashes: 2, schedules: 60 });
  });

  test('call another flow once, and go on with its answer, whoever dies', async () => {
    await holdsInSamples(engineModel('called flow', calling), { crashes: 2, schedules: 60 });
  });

  test('take one decision of two people, whoever dies', async () => {
    await holdsInSamples(engineModel('approval', approval), { crashes: 2, schedules: 60 });
  });

  test('sum a file that is worked on in chunks once and wholly, whoever dies', async () => {
    await holdsInSamples(engineModel('file', file), { crashes: 2, schedules: 6 });
  });
});
