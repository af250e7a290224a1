import { rm } from 'node:fs/promises';
import type { Flow } from '@crossdock/flows/document/flow';
import { afterAll, expect, test } from 'vitest';
import { testClock } from '../../clock/test-clock.ts';
import { splitStore } from '../../store/split-store.ts';
import type { Store } from '../../store/store.ts';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { anEngine, type TestEngine } from '../test/an-engine.ts';
import { type Behaviour, otherSide } from '../test/other-side.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const clean of cleanUp) await clean();
});

/** More documents than any of these writes. */
const beyond = 90;

/** Something that comes from outside. A sender repeats what was not acknowledged, under the same key. */
type Act = (engine: TestEngine, timePasses: (() => void) | undefined) => Promise<unknown>;
type Scene = {
  readonly flow: Flow;
  readonly others?: readonly Flow[];
  readonly behave?: Behaviour;
  readonly acts: readonly Act[];
  /** Paths that the other side has seen in the end, each under one key. */
  readonly effects: readonly string[];
  readonly end: 'done' | 'failed';
};

const message: Act = (engine) => engine.send({ order: 'SO-1' }, { idempotencyKey: 'm-1' });
const waits: Act = async (engine, timePasses) => {
  await settled(engine, 'waiting', timePasses);
};
const event: Act = (engine) =>
  engine.engine.waits.events.send({ env: 'dev', name: 'confirmed', key: 'SO-1', body: '{"ok":true}', by: 'test', idempotencyKey: 'e-1' });
const approval: Act = async (engine) => {
  const { approvals } = engine.engine.waits;
  const [open] = (await approvals.list({ env: 'dev', state: 'open', limit: 5, after: null })).items;
  if (!open) return;
  await approvals.decide(open.id, { decision: 'approved', by: 'Ada', roles: ['admin'], comment: '' });
};

const once = ['once', 'routing.reject-duplicates', { key: '{{ item.order }}' }] as const;
const waiting = aFlow()
  .step('wait', 'routing.wait-for-event', { name: 'confirmed', key: '{{ item.order }}' })
  .step('erp', 'connector.http', sendOrder)
  .build();
const undoable = aFlow({ compensate: 'when-failed' })
  .step(...once)
  .step('book', 'connector.http', { ...sendOrder, path: '/book' })
  .step('charge', 'connector.http', { ...sendOrder, path: '/charge' })
  .step('ship', 'connector.http', { ...sendOrder, path: '/ship' }, { onFailure: { retry: { attempts: 1 } } })
  .step('unbook', 'connector.http', { ...sendOrder, path: '/unbook' }, { after: 'book.undo' })
  .step('refund', 'connector.http', { ...sendOrder, path: '/refund' }, { after: 'charge.undo' })
  .build();

const scenes: Readonly<Record<string, Scene>> = {
  'an event for a run that waits': { flow: waiting, acts: [message, waits, event], effects: ['/orders'], end: 'done' },
  'an event before the run': { flow: waiting, acts: [event, message], effects: ['/orders'], end: 'done' },
  'a decision': {
    flow: aFlow().step('ask', 'routing.approval', { title: 'Release?' }).step('erp', 'connector.http', sendOrder).build(),
    acts: [message, waits, approval],
    effects: ['/orders'],
    end: 'done',
  },
  'a called flow': {
    flow: aFlow()
      .step('call', 'routing.call-flow', { flow: 'booking' })
      .step('erp', 'connector.http', { ...sendOrder, path: '/after' })
      .build(),
    others: [{ ...aFlow().step('erp', 'connector.http', sendOrder).build(), id: 'booking' }],
    acts: [message],
    effects: ['/after', '/orders'],
    end: 'done',
  },
  'an error flow': {
    flow: aFlow({ errorFlow: 'alert' })
      .step('erp', 'connector.http', { ...sendOrder, path: '/fails' }, { onFailure: { retry: { attempts: 1 } } })
      .build(),
    others: [
      {
        ...aFlow()
          .step('tell', 'connector.http', { ...sendOrder, path: '/alert' })
          .build(),
        id: 'alert',
      },
    ],
    behave: ({ path }) => (path === '/fails' ? { status: 422 } : {}),
    acts: [message],
    effects: ['/alert', '/fails'],
    end: 'failed',
  },
  'a compensation': {
    flow: undoable,
    behave: ({ path }) => (path === '/ship' ? { status: 422 } : {}),
    acts: [message],
    effects: ['/book', '/charge', '/refund', '/ship', '/unbook'],
    end: 'failed',
  },
};

// Dies after the k-th document that is written, for every k, also between the two sides of a wait. Whatever k is, in the end everything has happened, each once.
for (const [name, scene] of Object.entries(scenes)) {
  test(`${name}: a crash after any document loses nothing and doubles nothing`, async () => {
    let hasReachedTheEnd = false;
    for (let k = 1; k < beyond && !hasReachedTheEnd; k++) hasReachedTheEnd = await crashAfter(k, scene);
    expect(hasReachedTheEnd).toBe(true);
  }, 180_000);
}

/** Resolves to whether the end was reached without a crash. */
async function crashAfter(k: number, scene: Scene): Promise<boolean> {
  const side = await otherSide(scene.behave);
  const clock = testClock();
  const common = { flow: scene.flow, others: scene.others ?? [], address: side.address, clock };
  let tellCrash = () => {};
  const crash = new Promise<'crashed'>((resolve) => {
    tellCrash = () => resolve('crashed');
  });
  const around = (store: Store) => splitStore(store, { crashAfter: k, onCrash: () => tellCrash() });
  const first = await anEngine({ ...common, around });
  let acknowledged = 0;
  const play = async (engine: TestEngine, passes: (() => void) | undefined) => {
    for (const act of scene.acts.slice(acknowledged)) {
      await act(engine, passes);
      acknowledged++;
    }
    await over(engine, scene, side.received, passes);
    return 'done' as const;
  };
  const outcome = await Promise.race([crash, play(first, undefined).catch(() => 'crashed' as const)]);
  await first.kill();
  cleanUp.push(() => rm(first.folder, { recursive: true, force: true }));

  const second = await anEngine({ ...common, folder: first.folder });
  // Time passes for what sweeps.
  await play(second, () => clock.advance(1000));
  const runs = (await second.engine.list({ env: 'dev', flow: 'orders' })).items.filter(({ kind }) => kind === 'message');
  expect(runs, `crash after document ${k}`).toMatchObject([{ status: scene.end }]);
  const keys = new Map(side.received.map(({ key, path }) => [key, path]));
  expect([...keys.values()].sort(), `crash after document ${k}`).toEqual([...scene.effects].sort());
  expect(new Set(side.received.map(({ key, body }) => `${key} ${body}`)).size, `crash after document ${k}`).toBe(keys.size);
  await second.close();
  await side.close();
  return outcome === 'done';
}

/** Every run has ended, and every effect was seen. */
async function over(
  engine: TestEngine,
  { effects }: Scene,
  received: readonly { readonly path: string }[],
  timePasses: (() => void) | undefined,
): Promise<void> {
  for (;;) {
    const { items } = await engine.engine.list({ env: 'dev', limit: 50 });
    const isOver = items.length > 0 && items.every(({ finishedAt }) => finishedAt !== null);
    if (isOver && effects.every((path) => received.some((call) => call.path === path)) && (await followed(engine))) return;
    timePasses?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function followed({ store }: TestEngine): Promise<boolean> {
  return (
    (await store
      .collection<{ id: string; follow: string | null }>({ name: 'runs', fields: { follow: 'text' } })
      .count({ follow: { not: null } })) === 0
  );
}

/** A run of the flow has this status. */
async function settled(engine: TestEngine, status: string, timePasses: (() => void) | undefined): Promise<void> {
  for (;;) {
    const { items } = await engine.engine.list({ env: 'dev', limit: 50 });
    if (items.some((run) => run.status === status || run.finishedAt !== null)) return;
    timePasses?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
