import { StartupError } from '../store/startup-error.ts';

const shape = 'redis://[user:password@]host[:port][/database], or rediss:// for TLS';

/** Where a Redis is, without user and password, for people: `host:port` or `host:port/2`. Throws StartupError for what is no such address. */
export function redisAddress(url: string): string {
  if (!URL.canParse(url)) throw wrong(`is no address`);
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol !== 'redis:' && protocol !== 'rediss:') throw wrong(`begins with ${protocol}//`);
  if (hostname === '') throw wrong('names no host');
  if (!/^(\/\d{0,4})?$/.test(pathname)) throw wrong('names its database by something else than a number');
  return `${hostname}:${port || '6379'}${pathname === '/' || pathname === '/0' ? '' : pathname}`;
}

/** The value may hold a password, so it is not repeated. */
function wrong(how: string): StartupError {
  return new StartupError(`REDIS_URL ${how}; it must be ${shape}`);
}
