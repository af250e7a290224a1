import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backings, startTwoAndTwo, type TwoAndTwo } from '../deployment/two-and-two.ts';
import { chain } from '../support/flows.ts';
import { until } from '../support/until.ts';

type Shown = { readonly id: string; readonly state: string; readonly failure: string | null };

describe.each(backings)('promotions at two servers, on $on', ({ hasRedis }) => {
  let all: TwoAndTwo;
  const at = (n: 0 | 1) => (all.fleet.servers[n] as TwoAndTwo['fleet']['servers'][number]).api;
  beforeAll(async () => {
    all = await startTwoAndTwo(hasRedis);
    const policy = await at(0).get<object>('/environments/prod/promotion-policy');
    await at(0).put('/environments/prod/promotion-policy', { ...policy, approvals: 0, evidenceRuns: 0 });
  });
  afterAll(() => all?.close());

  async function released(id: string): Promise<void> {
    const step = { id: 'map', type: 'transform.set-fields', config: { fields: [{ name: 'item', value: '{{ item.sku }}' }] } };
    await at(0).put(`/flows/${id}`, { flow: chain(id, [step]) });
    await at(0).post(`/flows/${id}/versions`, { deployTo: ['test'] });
  }

  test('what is asked for at one is seen at the other, and deployed once at its time, although both look after it', async () => {
    await released('winter');
    const scheduledFor = new Date(Date.now() + 3_000).toISOString();
    const items = [{ kind: 'flow', flow: 'winter', version: 1 }];
    const asked = await at(0).post<Shown>('/promotions', { to: 'prod', items, scheduledFor });
    expect(asked.state).toBe('scheduled');
    expect(await at(1).get(`/promotions/${asked.id}`)).toMatchObject({ state: 'scheduled', scheduledFor });
    const isEnded = ({ state }: Shown) => state === 'deployed' || state === 'failed';
    const ended = await until('its time to come', () => at(1).get<Shown>(`/promotions/${asked.id}`), isEnded, { within: 20_000 });
    expect(ended).toMatchObject({ state: 'deployed', failure: null });
    const { items: lines } = await at(0).get<{ items: object[] }>('/audit?act=promotion.deployed');
    expect(lines).toHaveLength(1);
    const { items: history } = await at(1).get<{ items: { kind: string; promotion: string }[] }>('/flows/winter/deployments?env=prod');
    expect(history.map(({ kind, promotion }) => [kind, promotion])).toEqual([['deploy', asked.id]]);
  });

  test('the same asked for at both at once is one promotion', async () => {
    await released('summer');
    const items = [{ kind: 'flow', flow: 'summer', version: 1 }];
    const answers = await Promise.allSettled([0, 1].map((n) => at(n as 0 | 1).post<Shown>('/promotions', { to: 'prod', items })));
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { items: open } = await at(1).get<{ items: { items: { name: string }[] }[] }>('/promotions?state=open');
    expect(open.filter((one) => one.items.some(({ name }) => name === 'summer'))).toHaveLength(1);
  });
});
