import { createHash } from 'node:crypto';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Accepted } from '../../accept/accept.ts';
import type { TestEngine } from '../../test/an-engine.ts';

export type StockFile = {
  readonly text: string /** Per SKU, of the good rows. */;
  readonly sums: ReadonlyMap<string, { readonly qty: number; readonly n: number }>;
};

/** A stock file with quoted names that hold delimiters, quotes and line ends; `bad` rows (from 0) have a field too many. */
export function aFile({
  rows,
  bad = [],
  skus = 50,
}: {
  readonly rows: number;
  readonly bad?: readonly number[];
  readonly skus?: number;
}): StockFile {
  const lines = ['sku,name,qty'];
  const sums = new Map<string, { qty: number; n: number }>();
  for (let row = 0; row < rows; row++) {
    const sku = `SKU-${row % skus}`;
    const name = row % 7 === 0 ? `"Hose, 5/8"" x\n${row} ft"` : `Valve 3/4" ${row}`;
    const qty = (row * 7) % 500;
    lines.push(bad.includes(row) ? `${sku},${name},${qty},x` : `${sku},${name},${qty}`);
    if (bad.includes(row)) continue;
    const sum = sums.get(sku) ?? { qty: 0, n: 0 };
    sums.set(sku, { qty: sum.qty + qty, n: sum.n + 1 });
  }
  return { text: `${lines.join('\r\n')}\r\n`, sums };
}

/** Sends a text as the intake would: as a stream. */
export function sendFile(
  { engine }: TestEngine,
  flow: Flow,
  text: string,
  more: { readonly idempotencyKey?: string; readonly contentType?: string } = {},
): Promise<Accepted> {
  const plan = engine.plans.compile(flow, 1, createHash('sha256').update(JSON.stringify(flow)).digest('hex'));
  async function* source() {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 10_007) yield bytes.subarray(at, at + 10_007);
  }
  return engine.acceptStream({
    plan,
    env: 'dev',
    source: source(),
    contentType: 'text/csv',
    headers: {},
    query: {},
    sender: 'test',
    ...more,
  });
}
