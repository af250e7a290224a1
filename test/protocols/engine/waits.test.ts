import { definitionOf, upgradeConfig } from '@crossdock/nodes/registry';
import { due, notDue } from '@crossdock/runtime/engine/dispatch/due';
import { tryToWake } from '@crossdock/runtime/engine/dispatch/wake';
import { silentLog } from '@crossdock/runtime/engine/log';
import { PlanCache } from '@crossdock/runtime/engine/plan/plan-cache';
import { activeRun, callId } from '@crossdock/runtime/engine/run/active-run';
import { type RunDocument, runCollection } from '@crossdock/runtime/engine/run/run-document';
import { createSeal } from '@crossdock/runtime/engine/run/seal';
import { aFlow } from '@crossdock/runtime/engine/test/a-flow';
import { createWaits } from '@crossdock/runtime/engine/waits/waits';
import type { Store } from '@crossdock/runtime/store/store';
import { describe, expect, test } from 'vitest';
import { editedStore } from '../edited-store.ts';
import type { Model } from '../explore.ts';
import type { Process } from '../process.ts';
import { breaks, holds, isLong } from '../prove.ts';
import { isDead } from '../world.ts';
import { runsIn, workOnce } from './mini-worker.ts';
import { aRun } from './run-documents.ts';

const flow = aFlow().step('wait', 'routing.wait-for-event', { name: 'confirmed', key: 'A' }).build();
const deployments = { current: () => [], version: async () => null, keepDraft: async () => undefined, draft: async () => null };
const plans = new PlanCache({
  deployments: { ...deployments, onChange: () => () => undefined },
  definitions: { definitionOf, upgradeConfig },
});
const plan = plans.compile(flow, 1, 'hash');
const seal = createSeal(Buffer.alloc(32, 7));
const pending = {
  node: plan.nodes.findIndex(({ node }) => node.id === 'wait'),
  item: '0',
  request: { method: 'POST', path: '' },
  wait: { for: 'event', name: 'confirmed', key: 'A', take: 1, timeoutSeconds: null },
} as const;

/** The real waits of a process. */
function parts(process: Process, edit: (store: Store) => Store) {
  const store = edit(process.store);
  const runs = store.collection(runCollection);
  const never = async (): Promise<never> => {
    throw new Error('no other flow is called here');
  };
  const wake = async (id: string) => (await tryToWake(runs, id, process.clock.now())) !== 'held';
  const waits = createWaits({
    store,
    runs,
    clock: process.clock,
    seal,
    log: silentLog,
    wake,
    deployments,
    plans,
    accept: never,
    reopen: never,
  });
  return { runs, waits };
}

/** What the runner does at a step that waits: asks; stores that it waits, and looks again; or goes on. */
async function execute(process: Process, { runs, waits }: ReturnType<typeof parts>, document: RunDocument): Promise<void> {
  const run = activeRun(document, plan, '');
  const { entry } = await waits.ask(run, pending, undefined, undefined);
  run.ledger.set(callId(entry), entry);
  const where = { token: document.token, owner: process.name };
  if (entry.state !== 'confirmed') {
    const set = { ...notDue, owner: null, status: 'waiting' as const, dispatch: document.dispatch + 1 };
    if (await runs.update(document.id, { where, set })) await waits.lookAgain(run);
    return;
  }
  await runs.update(document.id, { where, set: { owner: null, status: 'done' } });
}

/** One run (or two of one step) that waits for an event; the sender repeats it at another server when the first one died before it answered. */
function model(name: string, { count = 1, edit = (store: Store) => store } = {}): Model {
  const ids = Array.from({ length: count }, (_, n) => `R${n + 1}`);
  const tell = async (process: Process) => {
    const { waits } = parts(process, edit);
    await waits.events.send({ env: 'dev', name: 'confirmed', key: 'A', body: '{"ok":1}', by: 'supplier', idempotencyKey: '855' });
    await process.act('acknowledges the event', (state) => state.set('(told)', 'A', Object.freeze({ id: 'A' })));
  };
  return {
    name,
    setUp(world) {
      for (const id of ids) {
        const run = aRun(id, { pinned: '{}' });
        world.state.set('runs', id, Object.freeze({ ...run, ...due(run, 1) }));
      }
      for (const worker of ['W1', 'W2'])
        world.process(
          worker,
          async (process) => {
            const given = parts(process, edit);
            if (worker === 'W2' && !isLong) await process.until('W1 died', (state) => isDead(state, 'W1'));
            await process.repeat(() => workOnce(process, given.runs, (run) => execute(process, given, run)));
          },
          { mayCrash: worker === 'W1' },
        );
      world.process('E1', tell);
      world.process(
        'E2',
        async (process) => {
          await process.until('has no answer to the event', (state) => isDead(state, 'E1') && !state.get('(told)', 'A'));
          await tell(process);
        },
        { mayCrash: false },
      );
      world.process(
        'sweeper',
        async (process) => {
          for (let round = 0; round < 3; round++) {
            await process.rest('sees that nothing moves');
            await parts(process, edit).waits.sweep();
          }
        },
        { mayCrash: false, ahead: 60_000 },
      );
    },
    final(state) {
      const ended = runsIn(state).filter((run) => run.status === 'done');
      if (ended.length === 0) return `${ids[0]} waits for ever, and its event has come`;
      return ended.length > 1 ? 'one event has woken two runs of one step' : undefined;
    },
  };
}

describe('a run that waits for an event', () => {
  test('goes on, whichever comes first and whoever dies', async () => {
    await holds(model('event'), { crashes: isLong ? 2 : 1 });
  });

  test.runIf(isLong)('is one of two that wait at one step: an event is taken once', async () => {
    await holds(model('two runs', { count: 2 }));
  });
});

describe('the explorer finds out waits', () => {
  const edited = (name: string, edit: Parameters<typeof editedStore>[2]) => ({ edit: (store: Store) => editedStore(store, name, edit) });

  test('that look for stored events before they store that they wait', async () => {
    // The wait is stored only when somebody asks for it after the look.
    const late = edited('waits', (waits) => {
      let later: Parameters<typeof waits.insert>[0] | undefined;
      return {
        insert: async (wait) => {
          later = wait;
        },
        get: async (id) => {
          const wait = later;
          later = undefined;
          if (wait?.id === id) await waits.insert(wait).catch(() => undefined);
          return waits.get(id);
        },
      };
    });
    expect(await breaks(model('look, then wait', late), { crashes: 0 })).toMatch(/waits for ever/);
  });

  test('that are given events which were not stored', async () => {
    const forgotten = edited('events', () => ({ insert: async () => undefined }));
    expect(await breaks(model('events not stored', forgotten), { crashes: 0 })).toMatch(/waits for ever/);
  });

  test('of which a wake is not made good when its process died', async () => {
    const unmarked = edited('waits', (waits) => ({
      update: (id, change) => waits.update(id, change.set?.wakeAt ? { ...change, set: { ...change.set, wakeAt: null } } : change),
    }));
    expect(await breaks(model('no mark for the wake', unmarked))).toMatch(/waits for ever/);
  });

  test('that let two runs of one step have one event', async () => {
    const shared = edited('takes', (takes) => ({ insert: async (take) => takes.upsert(take) }));
    expect(await breaks(model('takes that do not decide', { count: 2, ...shared }), { crashes: 0 })).toMatch(/two runs/);
  });
});
