import { parseCookie } from 'cookie';
import type { Request } from 'express';
import type { From } from '../route.ts';

/** Where a request comes from. What a proxy says of it counts only where it is trusted, which Express was told. */
export function fromOf(request: Request): From {
  const { originalUrl } = request;
  const at = originalUrl.indexOf('?');
  return {
    address: request.ip ?? 'unknown',
    agent: (request.get('user-agent') ?? '').slice(0, 200),
    origin: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
    search: at < 0 ? '' : originalUrl.slice(at),
    cookie: (name) => parseCookie(request.headers.cookie ?? '')[name],
  };
}
