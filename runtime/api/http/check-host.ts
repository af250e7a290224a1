import { isIP } from 'node:net';
import type { RequestHandler } from 'express';
import { Refusal } from '../refusal.ts';

/**
 * Refuses requests whose `Host` is not ours: a foreign name that was made to resolve to this machine (DNS rebinding) would let any web page read
 * the API. Addresses are no names, so they are let in.
 */
export function checkHost(names: readonly string[]): RequestHandler {
  const known = new Set(['localhost', ...names.map((name) => name.toLowerCase())]);
  return (request, _response, next) => {
    const name = hostName(request.headers.host ?? '');
    if (known.has(name) || name.endsWith('.localhost') || isIP(name) > 0) return next();
    throw new Refusal(
      'UNKNOWN_HOST',
      `This Crossdock does not answer to the name "${name}". Name it in CROSSDOCK_HOSTS if people shall reach it so.`,
    );
  };
}

/** Without port and brackets: `[::1]:3000` is `::1`. */
function hostName(host: string): string {
  const [, bracketed, plain] = /^(?:\[([^\]]*)\]|([^:]*))(?::\d*)?$/.exec(host.trim().toLowerCase()) ?? [];
  return (bracketed ?? plain ?? '').replace(/\.$/, '');
}
