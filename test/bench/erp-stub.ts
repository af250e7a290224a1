import { createServer } from 'node:http';

// The other side of every measurement, in a process of its own: takes an order, counts it, answers at once.
let count = 0;
let waiting: { readonly at: number; readonly tell: () => void }[] = [];

const server = createServer((request, response) => {
  if (request.url === '/reset') {
    count = 0;
    response.end('ok');
    return;
  }
  if (request.url?.startsWith('/when/')) {
    const at = Number(request.url.slice(6));
    if (count >= at) response.end(String(count));
    else waiting.push({ at, tell: () => response.end(String(count)) });
    return;
  }
  // A system that takes calls and never answers.
  if (request.url?.startsWith('/dead/')) return;
  request.on('data', () => {});
  request.on('end', () => {
    count++;
    const body = `{"erpOrder":"SO-${100000 + count}","status":"booked"}`;
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
    const ready = waiting.filter((one) => count >= one.at);
    if (ready.length === 0) return;
    waiting = waiting.filter((one) => count < one.at);
    for (const one of ready) one.tell();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ ready: typeof address === 'object' ? address?.port : 0 });
});
process.on('disconnect', () => process.exit(0));
