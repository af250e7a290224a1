import type { IncomingHttpHeaders } from 'node:http';

const always = new Set(['content-type', 'user-agent', 'traceparent', 'webhook-id', 'webhook-timestamp']);
const secret = /auth|cookie|key|token|secret|signature|hmac|password|forwarded|real-ip/;

/** The headers a flow gets to see and that are kept with the message: a short list, and the sender's own `x-` headers that hold no credentials. */
export function messageHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name in headers) {
    if (!always.has(name) && !(name.startsWith('x-') && !secret.test(name))) continue;
    const value = headers[name];
    if (typeof value === 'string') kept[name] = value.slice(0, 1000);
  }
  return kept;
}
