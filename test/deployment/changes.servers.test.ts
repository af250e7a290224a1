import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from '../support/flows.ts';
import { deployFlow } from '../support/ordered-flow.ts';
import { isFinal, type RunDetail } from '../support/runs.ts';
import { until } from '../support/until.ts';
import { type Answer, api, ask, send } from './http.ts';
import { listen } from './live-events.ts';
import { backings, connectPartner, startTwoAndTwo, type TwoAndTwo } from './two-and-two.ts';

type Draft = { readonly revision: number; readonly flow: { readonly name: string; readonly purpose: string } };

/** How long a change at one server may take to count at all others. Milliseconds. */
const moment = 10_000;

describe.each(backings)('what is changed at one server, on $on', ({ hasRedis }) => {
  let all: TwoAndTwo;
  const at = (n: 0 | 1) => all.fleet.servers[n] as TwoAndTwo['fleet']['servers'][number];
  beforeAll(async () => {
    all = await startTwoAndTwo(hasRedis);
  });
  afterAll(() => all.close());

  const forward = (id: string, path = `/${id}`) =>
    chain(id, [
      {
        id: 'send',
        type: 'connector.http',
        config: { connection: 'partner', method: 'POST', path },
        onFailure: { retry: { attempts: 1 } },
      },
    ]);
  const answered = (what: string, act: () => Promise<Answer>, status: number) =>
    until(what, act, (answer) => answer.status === status, { within: moment });
  const ended = (runId: unknown) =>
    until('the run to end', () => at(0).api.get<RunDetail>(`/runs/${String(runId)}`), isFinal, { within: 15_000 });

  test('a flow: the other one takes its messages in and the workers execute them, the newest version, until it is taken away', async () => {
    await deployFlow(at(0).api, forward('follow', '/first'));
    const first = await answered('the flow at the other server', () => send(at(1), 'follow', { n: 1 }), 202);
    await ended(first.json.runId);
    expect(all.partner.to('/first')).toHaveLength(1);

    await deployFlow(at(1).api, forward('follow', '/second'));
    await until(
      'the new version at the first server',
      async () => {
        await ended((await send(at(0), 'follow', { n: 2 })).json.runId);
        return all.partner.to('/second').length;
      },
      (count) => count > 0,
      { within: moment },
    );

    expect(await api(at(0), 'DELETE', '/flows/follow/deployments/dev')).toMatchObject({ status: 204 });
    await answered('the flow to be gone', () => send(at(1), 'follow', { n: 3 }), 404);
  });

  test('a flow that one server deployed can at once be taken away, or deployed again, at the other', async () => {
    for (let round = 0; round < 5; round++) {
      await deployFlow(at(0).api, forward(`round-${round}`));
      expect((await at(1).api.get<{ deployments: object }>(`/flows/round-${round}`)).deployments).toEqual({ dev: 1 });
      expect(await api(at(1), 'DELETE', `/flows/round-${round}`)).toMatchObject({ status: 409, json: { code: 'FLOW_IS_DEPLOYED' } });
      expect(await api(at(1), 'DELETE', `/flows/round-${round}/deployments/dev`)).toMatchObject({ status: 204 });
      expect(await api(at(0), 'DELETE', `/flows/round-${round}`)).toMatchObject({ status: 204 });
    }
  });

  test('an intake path that a flow of the other server has is refused', async () => {
    await deployFlow(at(0).api, forward('owner'));
    await at(1).api.put('/flows/rival', { flow: { ...forward('owner'), id: 'rival', name: 'rival' } });
    expect(await api(at(1), 'POST', '/flows/rival/versions', { deployTo: ['dev'] })).toMatchObject({
      status: 409,
      json: { code: 'PATH_TAKEN' },
    });
  });

  test('a connection: address, time-out and secret count for both workers', async () => {
    await connectPartner(at(0).api, { address: 'http://localhost:9' }, {}, 'moving');
    await deployFlow(
      at(0).api,
      chain('moving', [
        {
          id: 'send',
          type: 'connector.http',
          config: { connection: 'moving', method: 'POST', path: '/moving' },
          onFailure: { retry: { attempts: 1 } },
        },
      ]),
    );
    const sendMany = async () => {
      const sent = await Promise.all(Array.from({ length: 6 }, (_, n) => send(at((n % 2) as 0 | 1), 'moving', { n })));
      return Promise.all(sent.filter(({ status }) => status === 202).map(({ json }) => ended(json.runId)));
    };
    await answered('the flow at the other server', () => send(at(1), 'moving', {}), 202);
    expect((await sendMany()).map(({ status }) => status)).toEqual(Array(6).fill('failed'));

    const change = (secret: string) => ({
      system: 'http',
      address: all.partner.address,
      auth: { kind: 'bearer', secret },
      policy: { timeoutSeconds: 5, breaker: null },
    });
    for (const [n, secret] of [
      [1, 'first-secret'],
      [0, 'second-secret'],
    ] as const) {
      await at(n).api.put('/connections/dev/moving', change(secret));
      await until(
        'all runs to use it',
        async () => {
          all.partner.clear();
          const runs = await sendMany();
          return { runs: runs.map(({ status }) => status), by: all.partner.to('/moving').map(({ authorization }) => authorization) };
        },
        ({ runs, by }) => runs.every((status) => status === 'done') && by.every((one) => one === `Bearer ${secret}`),
        { within: 10_000 },
      );
    }
  });

  test('a secret that the other server was given just now is not lost when something else is changed', async () => {
    const put = (n: 0 | 1, auth: object, address = all.partner.address) =>
      at(n).api.put<{ auth: { hasSecret: boolean } }>('/connections/dev/shared-secret', { system: 'http', address, auth, policy: {} });
    await put(0, { kind: 'bearer', secret: 'old' });
    await put(1, { kind: 'bearer', secret: 'new' });
    // No time for anybody to tell anybody.
    await put(0, { kind: 'bearer' }, `${all.partner.address}/`);
    const flow = chain('secretive', [
      { id: 'send', type: 'connector.http', config: { connection: 'shared-secret', method: 'POST', path: '/secretive' } },
    ]);
    await deployFlow(at(0).api, flow);
    await send(at(0), 'secretive', {});
    expect((await all.partner.arrived('/secretive'))[0]?.authorization).toBe('Bearer new');
  });

  test('a connection counts from the moment it was made, also for a worker that nobody has told yet', async () => {
    for (let round = 0; round < 4; round++) {
      const id = `late-${round}`;
      await deployFlow(
        at(0).api,
        chain(id, [{ id: 'send', type: 'connector.http', config: { connection: id, method: 'POST', path: `/${id}` } }]),
      );
      const without = await ended((await send(at(0), id, {})).json.runId);
      expect(without.error?.code).toBe('NO_CONNECTION');
      await connectPartner(at(0).api, all.partner, {}, id);
      expect((await ended((await send(at(0), id, {})).json.runId)).status).toBe('done');
    }
  });

  test('a connection that was made at one server is listed, changed and removed at the other at once', async () => {
    for (let round = 0; round < 5; round++) {
      await connectPartner(at(0).api, all.partner, {}, `brief-${round}`);
      const { items } = await at(1).api.get<{ items: { name: string }[] }>('/connections?env=dev');
      expect(items.map(({ name }) => name)).toContain(`brief-${round}`);
      expect(await api(at(1), 'DELETE', `/connections/dev/brief-${round}`)).toMatchObject({ status: 204 });
    }
  });

  describe('a draft', () => {
    const renamed = (name: string) => ({ op: 'set-flow', change: { name } });
    const purposed = (purpose: string) => ({ op: 'set-flow', change: { purpose } });

    test('that two people edit side by side keeps both their changes', async () => {
      const { revision } = await at(0).api.put<Draft>('/flows/shared', { flow: forward('shared') });
      const edit = (n: 0 | 1, operation: object) => api(at(n), 'POST', '/flows/shared/operations', { revision, operations: [operation] });
      const answers = await Promise.all([edit(0, renamed('Ada was here')), edit(1, purposed('and so was Grace'))]);
      for (const [n, answer] of answers.entries()) {
        if (answer.status === 200) continue;
        // Written in the same moment: told, with what is there now, and made again as the designer does.
        expect(answer.json).toMatchObject({ code: 'STALE_REVISION', current: { revision: revision + 1 } });
        expect(await edit(n as 0 | 1, n === 0 ? renamed('Ada was here') : purposed('and so was Grace'))).toMatchObject({ status: 200 });
      }
      expect((await at(0).api.get<Draft>('/flows/shared')).flow).toMatchObject({ name: 'Ada was here', purpose: 'and so was Grace' });
    });

    test('loses no edit of many that come at once', async () => {
      const { revision } = await at(0).api.put<Draft>('/flows/crowded', { flow: forward('crowded') });
      let accepted = 0;
      await Promise.all(
        Array.from({ length: 10 }, async (_, i) => {
          const operations = [
            {
              op: 'add-node',
              node: { id: `note-${i}`, type: 'routing.log', name: `Note ${i}`, config: { message: `${i}` }, position: { x: i, y: i } },
            },
          ];
          for (let base = revision; ; ) {
            const answer = await api(at((i % 2) as 0 | 1), 'POST', '/flows/crowded/operations', { revision: base, operations });
            if (answer.status === 200) return accepted++;
            expect(answer.json.code).toBe('STALE_REVISION');
            base = (answer.json.current as { revision: number }).revision;
          }
        }),
      );
      expect(accepted).toBe(10);
      const { flow, revision: last } = await at(1).api.get<Draft & { flow: { nodes: { id: string }[] } }>('/flows/crowded');
      expect(flow.nodes.filter(({ id }) => id.startsWith('note-'))).toHaveLength(10);
      expect(last).toBe(revision + 10);
    });

    test('that is published at both at once becomes one version, or two with numbers of their own', async () => {
      for (let round = 0; round < 3; round++) {
        const { revision } = await at(0).api.put<Draft>('/flows/published', { flow: forward('published') });
        await api(at(0), 'POST', '/flows/published/operations', { revision, operations: [purposed(`round ${round}`)] });
        const answers = await Promise.all([0, 1].map((n) => api(at(n as 0 | 1), 'POST', '/flows/published/versions', { note: `by ${n}` })));
        for (const answer of answers)
          if (answer.status !== 201) expect(answer).toMatchObject({ status: 409, json: { code: 'NOTHING_TO_PUBLISH' } });
        expect(answers.some(({ status }) => status === 201)).toBe(true);
      }
      const { items } = await at(1).api.get<{ items: { number: number }[] }>('/flows/published/versions');
      expect(items.map(({ number }) => number)).toEqual(items.map((_, i) => items.length - i));
      expect((await at(0).api.get<{ latestVersion: number; changes: number }>('/flows/published')).latestVersion).toBe(items.length);
    });

    test('tells those who have it open at the other server', async () => {
      const { revision } = await at(0).api.put<Draft>('/flows/open', { flow: forward('open') });
      const screen = await listen(at(1), 'env=dev&flow=open');
      try {
        await api(at(0), 'POST', '/flows/open/operations', { revision, operations: [renamed('Changed elsewhere')] });
        await screen.heard<{ revision: number }>('flow', (told) => told.some((edit) => edit.revision === revision + 1));
      } finally {
        screen.close();
      }
    });
  });

  test('a sign-in link works once, at whichever server, and the session is valid at both', async () => {
    const token = /sign-in\?token=(\S+)/.exec(at(0).written().out)?.[1];
    const signIn = (n: 0 | 1) => ask('POST', `${at(n).url}/api/session`, { token });
    const [used, ...rest] = (await Promise.all([signIn(1), signIn(0), signIn(1)])).sort((a, b) => a.status - b.status);
    expect(used).toMatchObject({ status: 201 });
    for (const other of rest) expect(other.json.code).toBe('LINK_USED');
    const cookie = used?.headers.get('set-cookie')?.split(';')[0] ?? '';
    const who = (n: 0 | 1) => ask('GET', `${at(n).url}/api/session`, undefined, { cookie });
    for (const n of [0, 1] as const) expect(await who(n)).toMatchObject({ status: 200, json: { grants: [{ role: 'admin' }] } });
    const out = await ask('DELETE', `${at(0).url}/api/session`, undefined, {
      cookie,
      'x-csrf-token': String((await who(0)).json.csrfToken),
      origin: at(0).url,
    });
    expect(out.status).toBe(204);
    for (const n of [0, 1] as const) expect(await who(n)).toMatchObject({ status: 401 });
  });

  test('the list of flows counts the runs that workers ended', async () => {
    type Row = { id: string; runsLastHour: number };
    await deployFlow(at(0).api, forward('counted'));
    const count = async (n: 0 | 1) => {
      const { items } = await at(n).api.get<{ items: Row[] }>('/flows?env=dev');
      return items.find(({ id }) => id === 'counted')?.runsLastHour;
    };
    expect(await count(0)).toBe(0);
    await ended((await send(at(0), 'counted', {})).json.runId);
    for (const n of [0, 1] as const)
      await until(
        'the count',
        () => count(n),
        (runs) => runs === 1,
        { within: moment },
      );
  });
});
