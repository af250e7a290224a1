import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';
import { listen } from '../../../simulator/http.ts';

export type Received = { readonly headers: IncomingHttpHeaders; readonly text: string; readonly name: string };

/** A subscriber on loopback that answers what it is told and keeps what it gets. `null` hangs up without an answer. */
export async function aSubscriber(answer: (received: Received, count: number) => number | null = () => 200) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one = { headers: request.headers, text, name: /"name":"(#\d+)"/.exec(text)?.[1] ?? '' };
      received.push(one);
      const status = answer(one, received.length);
      if (status === null) request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  const port = await listen(server, 0);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}/in/dev/shopify/orders`, received };
}
