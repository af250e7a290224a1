import { expect, inject, onTestFinished, test } from 'vitest';
import { startFleet } from '../support/fleet.ts';
import { chain, outputOf } from '../support/flows.ts';
import { allRuns, isFinal } from '../support/runs.ts';
import { until } from '../support/until.ts';

const mongoUrl = inject('mongoUrl');

test.skipIf(mongoUrl === null)(
  'a table or contract that one server changes counts at the other server and at the worker for what begins after, with no restart',
  async () => {
    const fleet = await startFleet({ mongoUrl: mongoUrl ?? '', servers: 2, workers: 1 });
    onTestFinished(fleet.remove);
    const [here, there] = fleet.servers;
    if (!here || !there) throw new Error('there are two servers');
    const columns = [{ name: 'code', isKey: true }, { name: 'base' }];
    const save = (base: string) => here.api.put('/lookups/uom?env=dev', { columns, rows: [['BX', base]], why: base });
    await save('EA');
    await here.api.post('/contracts', {
      subject: 'unit',
      title: 'Unit',
      schema: { type: 'object', required: ['base'], properties: { base: { type: 'string' } } },
    });
    const flow = chain('units', [
      { id: 'map', type: 'transform.set-fields', config: { fields: [{ name: 'base', value: '{{ lookup("uom", item.uom) }}' }] } },
      { id: 'check', type: 'transform.validate', config: { contract: 'unit@1' } },
    ]);
    await there.api.put('/flows/units', { flow });
    await there.api.post('/flows/units/versions', { note: 'first', deployTo: ['dev'] });

    const given = async (key: string) => {
      await until(
        'the other server to listen',
        () =>
          fetch(`${here.url}/in/dev/units`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'idempotency-key': key },
            body: '{"uom":"BX"}',
          }),
        ({ status }) => status === 202,
      );
      const runs = await until(
        'the runs to end',
        () => allRuns(there.api),
        (all) => all.length > 0 && all.every(isFinal),
      );
      return outputOf(there.api, runs[0]?.id ?? '', 'check', 'valid');
    };
    expect(await given('first')).toEqual([{ uom: 'BX', base: 'EA' }]);
    await save('PR');
    // Told at once where it can be told, found by looking after at most ten seconds.
    let keys = 0;
    await until(
      'the new table to count',
      () => given(`again ${++keys}`),
      ([out]) => (out as { base: string }).base === 'PR',
      { within: 20_000 },
    );
  },
  120_000,
);
