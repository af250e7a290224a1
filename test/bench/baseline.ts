import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { Pool } from 'undici';
import { mapOrder } from './map-order.ts';

// The baselines, pinned: bare node:http, JSON.parse, the same map in plain JavaScript, an undici pool with keep-alive. B1 adds one ungrouped INSERT of the raw
// order before the answer and one UPDATE after (node:sqlite, WAL, synchronous=NORMAL); B0 has no database.
const [kind, mode, erp, file] = process.argv.slice(2) as ['B0' | 'B1', 'sync' | 'drain', string, string];
const pool = new Pool(erp, { connections: 64, pipelining: 1 });
const database = kind === 'B1' ? new DatabaseSync(file) : undefined;
database?.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE orders (id INTEGER PRIMARY KEY, raw TEXT, erp TEXT)');
const insert = database?.prepare('INSERT INTO orders (raw) VALUES (?)');
const update = database?.prepare('UPDATE orders SET erp = ? WHERE id = ?');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const raw = Buffer.concat(chunks).toString('utf8');
    const mapped = JSON.stringify(mapOrder(JSON.parse(raw) as Record<string, unknown>));
    const id = insert?.run(raw).lastInsertRowid ?? 0;
    if (mode === 'drain') answer(202, '{"accepted":true}');
    void send(mapped, id).then((text) => {
      if (mode === 'sync') answer(200, text);
    });
  });
  function answer(status: number, body: string) {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
    response.end(body);
  }
});

async function send(mapped: string, id: number | bigint): Promise<string> {
  const { body } = await pool.request({ method: 'POST', path: '/orders', headers: { 'content-type': 'application/json' }, body: mapped });
  const text = await body.text();
  update?.run(text, id);
  return text;
}

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit(0));
