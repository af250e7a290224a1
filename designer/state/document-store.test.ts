import { type FlowInput, flowSchema } from '@crossdock/flows/document/flow';
import { applyAll } from '@crossdock/flows/operations/apply';
import { afterEach, describe, expect, test } from 'vitest';
import { draftServer } from './document-server.fixture.ts';
import { createFlowDocument, type FlowDocument } from './document-store.ts';
import type { EditsShelf, KeptEdits } from './kept-edits.ts';
import type { Timers } from './timers.ts';

const input: FlowInput = {
  format: 1,
  id: 'orders',
  name: 'Orders',
  nodes: [
    { id: 'hook', type: 'trigger.webhook', name: 'Webhook', config: { path: 'orders', method: 'POST' } },
    { id: 'check', type: 'transform.validate', name: 'Validate', config: { contract: 'order@1' } },
  ],
  edges: [{ from: { node: 'hook', port: 'out' }, to: { node: 'check', port: 'in' } }],
};
const flow = flowSchema.parse(input);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(given: { shelf?: EditsShelf; server?: Awaited<ReturnType<typeof draftServer>> } = {}) {
  const server = given.server ?? (await draftServer(flow));
  const clock = manualTimers();
  const shelf = given.shelf ?? memoryShelf();
  const document = createFlowDocument({ draft: server.draft(), send: server.send, shelf, timers: clock });
  if (!given.server) closing.push(() => server.stop().catch(() => {}));
  return { server, clock, shelf, document };
}

/** Time stands still until it is moved. */
function manualTimers(): Timers & { readonly next: () => number | null; pass(): void } {
  let waiting: { milliseconds: number; act: () => void } | null = null;
  return {
    after(milliseconds, act) {
      const timer = { milliseconds, act };
      waiting = timer;
      return () => {
        if (waiting === timer) waiting = null;
      };
    },
    next: () => waiting?.milliseconds ?? null,
    pass() {
      const due = waiting;
      waiting = null;
      due?.act();
    },
  };
}

function memoryShelf(): EditsShelf {
  let kept: string | null = null;
  return { read: () => (kept === null ? null : (JSON.parse(kept) as KeptEdits)), write: (edits) => (kept = JSON.stringify(edits)) };
}

const configOf = (document: FlowDocument, node: string) => document.store.getState().flow.nodes.find((entry) => entry.id === node)?.config;
const type = (document: FlowDocument, text: string) =>
  document.change([{ op: 'set-config', node: 'hook', path: 'path', value: text }], { typing: 'hook path' });

describe('undo', () => {
  test('takes back a deletion with its wires, by name, and puts it forward again', async () => {
    const { document } = await open();
    document.change([{ op: 'remove-node', node: 'check' }]);
    expect(document.store.getState().history.undo.at(-1)?.name).toBe('Delete Validate');
    document.undo();
    expect(document.store.getState().flow.nodes).toHaveLength(2);
    expect(document.store.getState().flow.edges).toEqual(flow.edges);
    document.redo();
    expect(document.store.getState().flow.nodes.map((node) => node.id)).toEqual(['hook']);
  });

  test('typing in one field is one step, until the field is left', async () => {
    const { document } = await open();
    for (const text of ['o', 'or', 'ord']) type(document, text);
    document.endTyping();
    type(document, 'order');
    expect(document.store.getState().history.undo).toHaveLength(2);
    document.undo();
    expect(configOf(document, 'hook')).toMatchObject({ path: 'ord' });
    document.undo();
    expect(configOf(document, 'hook')).toMatchObject({ path: 'orders' });
    document.redo();
    expect(configOf(document, 'hook')).toMatchObject({ path: 'ord' });
  });

  test('keeps 200 steps', async () => {
    const { document } = await open();
    for (let i = 0; i < 230; i++) document.change([{ op: 'rename-node', node: 'hook', name: `Hook ${i}` }]);
    expect(document.store.getState().history.undo).toHaveLength(200);
  });

  test('is kept over a reload', async () => {
    const { document, server, shelf } = await open();
    document.change([{ op: 'rename-node', node: 'hook', name: 'Shop' }]);
    await document.flush();
    const again = await open({ server, shelf });
    again.document.undo();
    expect(again.document.store.getState().flow.nodes[0]?.name).toBe('Webhook');
  });

  test('skips a step that others made impossible', async () => {
    const { document, server } = await open();
    document.change([{ op: 'rename-node', node: 'hook', name: 'Shop' }]);
    document.change([{ op: 'rename-node', node: 'check', name: 'Check' }]);
    await document.flush();
    server.edit({ op: 'remove-node', node: 'check' });
    document.receive(server.draft());
    document.undo();
    expect(document.store.getState().flow.nodes.map((node) => node.name)).toEqual(['Webhook']);
  });
});

describe('saving', () => {
  test('sends edits within 400 ms, a typed field only once', async () => {
    const { document, server, clock } = await open();
    for (const text of ['a', 'ab', 'abc']) type(document, text);
    expect(document.store.getState().save).toEqual({ kind: 'saving' });
    expect(clock.next()).toBeLessThanOrEqual(400);
    clock.pass();
    await document.flush();
    expect(document.store.getState()).toMatchObject({ save: { kind: 'saved' }, revision: 2 });
    expect(server.received.flatMap((call) => call.operations)).toEqual([{ op: 'set-config', node: 'hook', path: 'path', value: 'abc' }]);
    expect(server.draft().flow.nodes[0]?.config).toMatchObject({ path: 'abc' });
  });

  test('counts what is kept here while the server does not answer, and sends it when it does', async () => {
    const { document, server, clock } = await open();
    await server.stop();
    document.change([{ op: 'rename-node', node: 'hook', name: 'Shop' }]);
    await document.flush();
    document.change([{ op: 'set-disabled', node: 'check', disabled: true }]);
    expect(document.store.getState().save).toEqual({ kind: 'offline', changes: 2 });
    await server.start();
    clock.pass();
    await document.flush();
    expect(document.store.getState().save).toEqual({ kind: 'saved' });
    expect(server.draft().flow.nodes).toMatchObject([{ name: 'Shop' }, { disabled: true }]);
  });

  test('edits that were not saved survive a reload', async () => {
    const { document, server, shelf } = await open();
    await server.stop();
    document.change([{ op: 'rename-node', node: 'hook', name: 'Shop' }]);
    await document.flush();
    await server.start();
    server.edit({ op: 'rename-node', node: 'check', name: 'Check' });
    const again = await open({ server, shelf });
    expect(again.document.store.getState().flow.nodes.map((node) => node.name)).toEqual(['Shop', 'Check']);
    await again.document.flush();
    expect(server.draft().flow.nodes.map((node) => node.name)).toEqual(['Shop', 'Check']);
  });

  test('says what was refused, and goes on once it is taken back', async () => {
    const { document, server } = await open();
    server.refuse('A flow holds at most 500 nodes.');
    document.change([{ op: 'rename-node', node: 'hook', name: 'Shop' }]);
    await document.flush();
    expect(document.store.getState().save).toEqual({ kind: 'refused', message: 'A flow holds at most 500 nodes.' });
    server.refuse(null);
    document.undo();
    await document.flush();
    expect(document.store.getState().save).toEqual({ kind: 'saved' });
    expect(server.received).toEqual([]);
  });
});

describe('a stale revision', () => {
  test('is joined with what others did to other fields', async () => {
    const { document, server } = await open();
    server.edit({ op: 'set-config', node: 'hook', path: 'method', value: 'PUT' }, { op: 'rename-node', node: 'check', name: 'Check' });
    type(document, 'shop/orders');
    await document.flush();
    expect(document.store.getState()).toMatchObject({ save: { kind: 'saved' }, conflicts: [], revision: 3 });
    expect(server.draft().flow.nodes).toMatchObject([{ config: { path: 'shop/orders', method: 'PUT' } }, { name: 'Check' }]);
    expect(document.store.getState().flow).toEqual(server.draft().flow);
  });

  test('shows what others did when the server joined the two by itself', async () => {
    const server = await draftServer(flow, { joins: true });
    closing.push(() => server.stop());
    const { document } = await open({ server });
    server.edit({ op: 'rename-node', node: 'hook', name: 'Shop' });
    document.change([{ op: 'rename-node', node: 'check', name: 'Contract' }]);
    await document.flush();
    const { flow: shown, revision, save } = document.store.getState();
    expect(shown.nodes.map(({ name }) => name).toSorted()).toEqual(['Contract', 'Shop']);
    expect({ revision, save }).toEqual({ revision: 3, save: { kind: 'saved' } });
    expect(server.received).toHaveLength(1);
  });

  test('takes up a draft that came while a save was under way', async () => {
    const { document, server } = await open();
    document.change([{ op: 'rename-node', node: 'check', name: 'Contract' }]);
    const saved = document.flush();
    const mine = server.draft();
    const joined = applyAll(mine.flow, [
      { op: 'rename-node', node: 'check', name: 'Contract' },
      { op: 'rename-node', node: 'hook', name: 'Shop' },
    ]).flow;
    document.receive({ ...mine, flow: joined, revision: mine.revision + 2 });
    await saved;
    expect(document.store.getState()).toMatchObject({ revision: 3, flow: { nodes: joined.nodes }, save: { kind: 'saved' } });
  });

  test('asks per field where both changed it, and loses neither side', async () => {
    const { document, server } = await open();
    server.edit({ op: 'set-config', node: 'hook', path: 'path', value: 'theirs' });
    type(document, 'mine');
    document.change([{ op: 'rename-node', node: 'check', name: 'Check' }]);
    await document.flush();
    const { conflicts, flow: now } = document.store.getState();
    expect(conflicts).toEqual([{ path: ['nodes', 'hook', 'config', 'path'], before: 'orders', mine: 'mine', theirs: 'theirs' }]);
    expect(now.nodes).toMatchObject([{ config: { path: 'theirs' } }, { name: 'Check' }]);
    for (const conflict of conflicts) document.settle(conflict, 'mine');
    await document.flush();
    expect(server.draft().flow.nodes[0]?.config).toMatchObject({ path: 'mine' });
    expect(document.store.getState().conflicts).toEqual([]);
  });

  test('a step that others deleted while it was edited comes back only when asked for', async () => {
    const { document, server } = await open();
    server.edit({ op: 'remove-node', node: 'check' });
    document.change([{ op: 'rename-node', node: 'check', name: 'Check order' }]);
    await document.flush();
    const [conflict] = document.store.getState().conflicts;
    expect(conflict).toMatchObject({ path: ['nodes', 'check'], mine: { name: 'Check order' }, theirs: undefined });
    if (conflict) document.settle(conflict, 'mine');
    await document.flush();
    expect(server.draft().flow.nodes.map((node) => node.name)).toEqual(['Webhook', 'Check order']);
  });

  test('an edit whose answer was lost is not made twice', async () => {
    const { document, server } = await open();
    server.edit({ op: 'add-node', node: { ...flow.nodes[1], id: 'log', name: 'Log' } as never });
    document.change([{ op: 'add-node', node: { ...flow.nodes[1], id: 'log', name: 'Log' } as never }]);
    await document.flush();
    expect(document.store.getState()).toMatchObject({ save: { kind: 'saved' }, conflicts: [] });
    expect(server.draft().flow.nodes).toHaveLength(3);
  });
});
