import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testFlow } from '../lifecycle/test-nodes.ts';
import { openTestApi, type TestApi } from './test-api.ts';

let api: TestApi;
beforeEach(async () => {
  api = await openTestApi();
});
afterEach(() => api.close());

type Draft = {
  revision: number;
  flow: { id: string; nodes: { id: string; name: string; config: Record<string, unknown> }[] };
  problems: { code: string }[];
  changes: number;
  latestVersion: number | null;
  deployments: Record<string, number>;
};

const make = async (id: string, options?: Parameters<typeof testFlow>[1]) =>
  (await api.call('POST', '/api/flows', { name: id, from: { flow: testFlow(id, options) } })).body as Draft;
const draftOf = async (id: string) => (await api.call('GET', `/api/flows/${id}`)).body as Draft;
const edit = (id: string, revision: number, ...operations: unknown[]) =>
  api.call('POST', `/api/flows/${id}/operations`, { revision, operations });
const rename = (node: string, name: string) => ({ op: 'rename-node', node, name });

describe('drafts', () => {
  test('a new flow gets an id made of its name, and the next one of that name another', async () => {
    const first = await api.call('POST', '/api/flows', { name: 'Shopify Aufträge → ERP' });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      revision: 1,
      latestVersion: null,
      flow: { id: 'shopify-auftrage-erp', name: 'Shopify Aufträge → ERP' },
    });
    expect((await api.call('POST', '/api/flows', { name: 'Shopify Aufträge → ERP' })).body).toMatchObject({
      flow: { id: 'shopify-auftrage-erp-2' },
    });
  });

  test('a reference flow that is not there is refused with the names of those that are', async () => {
    const answer = await api.call('GET', '/api/flow-samples/orders-to-mars');
    expect(answer).toMatchObject({ status: 404, body: { code: 'NO_SUCH_SAMPLE', details: [{ path: 'id' }] } });
  });

  test('a document that brings a taken id is refused', async () => {
    await make('orders');
    expect(await api.call('POST', '/api/flows', { name: 'x', from: { flow: testFlow('orders') } })).toMatchObject({
      status: 409,
      body: { code: 'FLOW_EXISTS' },
    });
  });

  test('a document that is no flow is refused with every place', async () => {
    const answer = await api.call('POST', '/api/flows', {
      name: 'x',
      from: { flow: { format: 1, id: 'x', name: 'x', nodes: [{ id: 'a', type: 'b.c' }], edgs: [] } },
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INVALID_FLOW' } });
    expect((answer.body as { details: { path: string }[] }).details.map((detail) => detail.path).sort()).toEqual(['edgs', 'nodes.a.name']);
  });

  test('operations raise the revision and answer with the problems', async () => {
    await make('orders');
    const answer = await edit('orders', 1, { op: 'set-config', node: 'label', path: 'text', value: '' }, rename('label', 'Mark'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ revision: 2, problems: [{ severity: 'error', nodeId: 'label', field: 'config.text' }, {}, {}] });
    expect((await draftOf('orders')).flow.nodes.find((node) => node.id === 'label')).toMatchObject({ name: 'Mark', config: { text: '' } });
  });

  test('an operation that does not fit changes nothing and is named', async () => {
    await make('orders');
    const answer = await edit('orders', 1, rename('label', 'Mark'), rename('ghost', 'Boo'));
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'OPERATION_REFUSED', details: [{ path: 'body.operations[1]', message: 'UNKNOWN_NODE' }] },
    });
    expect(await draftOf('orders')).toMatchObject({ revision: 1 });
  });

  test('edits of two people in different fields are both kept', async () => {
    await make('orders');
    await edit('orders', 1, rename('label', 'Mark'));
    const mine = await edit('orders', 1, { op: 'set-config', node: 'label', path: 'size', value: 3 });
    expect(mine).toMatchObject({ status: 200, body: { revision: 3 } });
    expect((await draftOf('orders')).flow.nodes.find((node) => node.id === 'label')).toMatchObject({
      name: 'Mark',
      config: { text: 'new', size: 3 },
    });
  });

  test('edits of two people in the same field are told, with the current draft', async () => {
    await make('orders');
    await edit('orders', 1, rename('label', 'Mark'));
    const mine = await edit('orders', 1, rename('label', 'Stamp'));
    expect(mine).toMatchObject({
      status: 409,
      body: { code: 'STALE_REVISION', details: [{ path: 'node:label/name' }], current: { revision: 2, flow: { id: 'orders' } } },
    });
    expect((await draftOf('orders')).flow.nodes.find((node) => node.id === 'label')?.name).toBe('Mark');
  });

  test('a revision that does not exist yet, or lies before a replaced document, is stale', async () => {
    await make('orders');
    expect(await edit('orders', 7, rename('label', 'Mark'))).toMatchObject({ status: 409, body: { code: 'STALE_REVISION' } });
    expect(await api.call('PUT', '/api/flows/orders', { flow: testFlow('orders', { path: 'other' }) })).toMatchObject({
      status: 200,
      body: { revision: 2 },
    });
    expect(await edit('orders', 1, rename('label', 'Mark'))).toMatchObject({ status: 409, body: { code: 'STALE_REVISION' } });
  });

  test('of many edits at once none is lost', async () => {
    await make('orders');
    const operations = Array.from({ length: 20 }, (_, i) => ({
      op: 'add-note',
      note: { id: `n${i}`, text: `note ${i}`, position: { x: 0, y: 0 } },
    }));
    const answers = await Promise.all(operations.map((operation) => edit('orders', 1, operation)));
    expect(answers.map((answer) => answer.status)).toEqual(operations.map(() => 200));
    const draft = (await draftOf('orders')) as Draft & { flow: { notes: unknown[] } };
    expect(draft.revision).toBe(21);
    expect(draft.flow.notes).toHaveLength(20);
  });

  test('an import creates or replaces, and can insist on a revision', async () => {
    expect(await api.call('PUT', '/api/flows/orders', { flow: testFlow('orders') })).toMatchObject({ status: 200, body: { revision: 1 } });
    expect(await api.call('PUT', '/api/flows/orders', { flow: testFlow('orders'), revision: 5 })).toMatchObject({
      status: 409,
      body: { code: 'STALE_REVISION' },
    });
  });

  test('a removed flow is gone, and its id is not given to another', async () => {
    await make('orders');
    expect((await api.call('DELETE', '/api/flows/orders')).status).toBe(204);
    expect(await api.call('GET', '/api/flows/orders')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_FLOW' } });
    expect((await api.call('GET', '/api/flows')).body).toEqual({ items: [] });
    expect((await api.call('POST', '/api/flows', { name: 'orders' })).body).toMatchObject({ flow: { id: 'orders-2' } });
  });
});

describe('versions and deployments', () => {
  const publish = (id: string, body: unknown = {}) => api.call('POST', `/api/flows/${id}/versions`, body);
  const deploy = (id: string, env: string, version: number) => api.call('POST', `/api/flows/${id}/deployments`, { env, version });

  test('a version keeps the document as it was, whatever happens to the draft', async () => {
    await make('orders');
    const first = await publish('orders', { note: 'first' });
    expect(first).toMatchObject({ status: 201, body: { number: 1, note: 'first', environments: [], publishedBy: 'API token' } });
    await edit('orders', 1, rename('label', 'Mark'));
    expect(await draftOf('orders')).toMatchObject({ changes: 1, latestVersion: 1 });
    expect((await api.call('GET', '/api/flows/orders/versions/1')).body).toMatchObject({
      hash: (first.body as { hash: string }).hash,
      flow: { nodes: [{ name: 'Orders' }, { name: 'Label' }] },
    });
    expect(await publish('orders')).toMatchObject({ status: 201, body: { number: 2 } });
    const { items } = (await api.call('GET', '/api/flows/orders/versions')).body as { items: { number: number }[] };
    expect(items.map((version) => version.number)).toEqual([2, 1]);
  });

  test('the difference of two versions is told in words', async () => {
    await make('orders');
    await publish('orders');
    await edit('orders', 1, rename('label', 'Mark'));
    const { changes } = (await api.call('GET', '/api/flows/orders/diff?from=1')).body as {
      changes: { kind: string; nodeId: string; path: string }[];
    };
    expect(changes).toMatchObject([{ kind: 'changed', nodeId: 'label', path: 'name', words: 'Label renamed to Mark' }]);
    expect((await api.call('GET', '/api/flows/orders/diff?from=1&to=1')).body).toEqual({ changes: [] });
    expect(await api.call('GET', '/api/flows/orders/diff?from=9')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_VERSION' } });
  });

  test('each version says how many things differ from the one before', async () => {
    await make('orders');
    await publish('orders');
    await edit('orders', 1, rename('label', 'Mark'));
    await edit('orders', 2, { op: 'set-settings', path: 'lane', value: 'shop' });
    await publish('orders');
    const { items } = (await api.call('GET', '/api/flows/orders/versions')).body as { items: { counts: unknown }[] };
    expect(items.map((version) => version.counts)).toEqual([{ added: 0, removed: 0, changed: 2 }, null]);
  });

  test('a flow that asks for a note is not published without one', async () => {
    await make('orders');
    await edit('orders', 1, { op: 'set-settings', path: 'publishNote', value: 'required' });
    const without = await api.call('POST', '/api/flows/orders/versions', { note: '  ' });
    expect(without).toMatchObject({ status: 422, body: { code: 'NOTE_MISSING', details: [{ path: 'body.note' }] } });
    expect((await api.call('POST', '/api/flows/orders/versions', { note: 'First' })).status).toBe(201);
  });

  test('a flow with an error is not published, and the error is named', async () => {
    await make('orders');
    await edit('orders', 1, { op: 'set-config', node: 'label', path: 'text', value: '' });
    const refused = await publish('orders');
    expect(refused).toMatchObject({ status: 422, body: { code: 'FLOW_HAS_ERRORS', details: [{ path: 'nodes.label.config.text' }] } });
  });

  test('what has not changed is not published again', async () => {
    await make('orders');
    await publish('orders');
    expect(await publish('orders')).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_PUBLISH' } });
  });

  test('an environment runs one version at a time, and can go back', async () => {
    await make('orders');
    await publish('orders', { deployTo: ['dev'] });
    await edit('orders', 1, rename('label', 'Mark'));
    await publish('orders');
    expect(await deploy('orders', 'dev', 2)).toMatchObject({ status: 201, body: { env: 'dev', version: 2, by: 'API token' } });
    expect(await draftOf('orders')).toMatchObject({ deployments: { dev: 2 } });
    expect(await deploy('orders', 'dev', 1)).toMatchObject({ status: 201 });
    expect(api.core.deployments.current().map(({ env, version }) => ({ env, version }))).toEqual([{ env: 'dev', version: 1 }]);
    expect(await deploy('orders', 'moon', 1)).toMatchObject({ status: 404, body: { code: 'NO_SUCH_ENVIRONMENT' } });
    expect(await deploy('orders', 'dev', 9)).toMatchObject({ status: 404, body: { code: 'NO_SUCH_VERSION' } });
  });

  test('two flows at the same path cannot run in one environment, in two they can', async () => {
    await make('first', { path: 'shop/orders' });
    await make('second', { path: 'shop/orders' });
    await publish('first', { deployTo: ['dev'] });
    const refused = await publish('second', { deployTo: ['dev'] });
    expect(refused).toMatchObject({ status: 409, body: { code: 'PATH_TAKEN', details: [{ path: 'nodes.hook.config.path' }] } });
    expect((refused.body as { message: string }).message).toContain('Flow first');
    expect(await draftOf('second')).toMatchObject({ latestVersion: null });
    expect(await publish('second', { deployTo: ['test'] })).toMatchObject({ status: 201, body: { environments: ['test'] } });
  });

  test('connections that the environment lacks are named', async () => {
    await make('orders', { connection: 'shop-main' });
    const problems = (await draftOf('orders')).problems.map((problem) => problem.code);
    await api.call('PUT', '/api/connections/test/shop-main', {
      system: 'shopify',
      address: 'https://shop.example',
      auth: { kind: 'webhook-secret', secret: 'x' },
    });
    expect(await publish('orders')).toMatchObject({ status: 201 });
    expect(await deploy('orders', 'dev', 1)).toMatchObject({ body: { missingConnections: ['shop-main'] } });
    expect(await deploy('orders', 'test', 1)).toMatchObject({ body: { missingConnections: [] } });
    expect(problems).not.toContain('UNKNOWN_TYPE');
  });

  test('a deployed flow is not removed; taken out of its environment it is', async () => {
    await make('orders');
    await publish('orders', { deployTo: ['dev'] });
    expect(await api.call('DELETE', '/api/flows/orders')).toMatchObject({ status: 409, body: { code: 'FLOW_IS_DEPLOYED' } });
    expect((await api.call('DELETE', '/api/flows/orders/deployments/dev')).status).toBe(204);
    expect(api.core.deployments.current()).toEqual([]);
    expect((await api.call('DELETE', '/api/flows/orders')).status).toBe(204);
  });

  test('the list shows trigger, version and deployments', async () => {
    await make('orders');
    await publish('orders', { deployTo: ['dev'] });
    expect((await api.call('GET', '/api/flows?env=dev')).body).toMatchObject({
      items: [
        {
          id: 'orders',
          trigger: { type: 'test.hook', icon: 'webhook', caption: 'POST orders' },
          draft: { revision: 1, isChanged: false },
          latestVersion: 1,
          deployments: { dev: 1 },
          openExceptions: 0,
        },
      ],
    });
  });

  test('samples come from test cases and from the examples of the trigger, with all digits', async () => {
    await make('orders');
    const { items } = (await api.call('GET', '/api/flows/orders/samples')).body as { items: unknown[] };
    expect(items).toMatchObject([
      { source: 'test case', name: 'One order', message: { body: { id: 1 } } },
      { source: 'example', name: 'An order', message: { body: { id: '820982911946154508' } } },
    ]);
  });

  test('all of it is there again after a restart', async () => {
    await make('orders');
    await publish('orders', { deployTo: ['dev'] });
    await api.close({ keepFolder: true });
    api = await openTestApi(api.folder);
    expect(api.core.deployments.current()).toMatchObject([{ env: 'dev', version: 1, flow: { id: 'orders' } }]);
    expect(await draftOf('orders')).toMatchObject({ revision: 1, latestVersion: 1, deployments: { dev: 1 } });
  });

  test('every changing act is in the audit, with who and when', async () => {
    await make('orders');
    await edit('orders', 1, rename('label', 'Mark'));
    await publish('orders', { deployTo: ['dev'] });
    const { items } = (await api.call('GET', '/api/audit?subject=orders')).body as { items: { act: string; by: string; at: string }[] };
    expect(items.map((entry) => entry.act).sort()).toEqual(['flow.created', 'flow.deployed', 'flow.edited', 'flow.published']);
    expect(items.every((entry) => entry.by === 'API token' && entry.at === new Date(api.clock.now()).toISOString())).toBe(true);
  });
});
