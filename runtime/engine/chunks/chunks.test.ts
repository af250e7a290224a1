import { expect, test } from 'vitest';
import { aFlow, sendOrder } from '../test/a-flow.ts';
import { idOf, stage } from '../test/stage.ts';
import { aFile, sendFile } from './test/a-file.ts';

const on = stage();

const sums = () =>
  aFlow()
    .step('rows', 'format.parse-csv')
    .step(
      'stock',
      'routing.aggregate',
      {
        by: 'key',
        key: '{{ item.sku }}',
        keyInto: 'sku',
        into: '',
        summaries: [
          { target: 'qty', value: '{{ item.qty }}' },
          { target: 'n', operation: 'count' },
        ],
      },
      { after: 'rows.rows', onFailure: { onMissing: 'proceed' } },
    )
    .step('erp', 'connector.http', sendOrder)
    .build();

test('a file that is too big for one run is worked on in chunks, and its sums are those of the whole', async () => {
  const flow = sums();
  const engine = await on.start(flow);
  const file = aFile({ rows: 60_000, bad: [17, 40_000] });
  const id = idOf(await sendFile(engine, flow, file.text));
  const run = await engine.when(id, 'done', 'partial', 'failed');
  expect(run, JSON.stringify(run.error)).toMatchObject({ status: 'partial' });
  const sent = new Map(on.side.received.map(({ body }) => [JSON.parse(body).sku, JSON.parse(body)]));
  expect(sent.size).toBe(file.sums.size);
  for (const [sku, { qty, n }] of file.sums) expect(sent.get(sku)).toEqual({ sku, qty: String(qty), n });
});
