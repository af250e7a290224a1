import { createHmac } from 'node:crypto';
import { Pool } from 'undici';

export type Load = {
  readonly url: string;
  readonly path: string;
  readonly bodies: readonly string[];
  readonly secret: string | undefined;
  readonly connections: number;
};

/** Posts every body once, over so many connections; resolves to the times to their answers in ms, when all are answered. Throws on an answer that is not 2xx. */
export async function post(load: Load): Promise<number[]> {
  const pool = new Pool(load.url, { connections: load.connections, pipelining: 1 });
  const signatures = load.bodies.map((body) =>
    load.secret === undefined ? '' : createHmac('sha256', load.secret).update(body).digest('base64'),
  );
  const times: number[] = [];
  let next = 0;
  const one = async () => {
    while (next < load.bodies.length) {
      const at = next++;
      const started = performance.now();
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: load.path,
        headers: { 'content-type': 'application/json', 'x-shopify-hmac-sha256': signatures[at] ?? '' },
        body: load.bodies[at] ?? '',
      });
      const text = await body.text();
      if (statusCode >= 300) throw new Error(`answered ${statusCode}: ${text.slice(0, 300)}`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: load.connections }, one));
  await pool.destroy();
  return times;
}
