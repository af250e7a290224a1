import { isIP } from 'node:net';
import { StartupError } from '../store/startup-error.ts';
import { type SessionLimits, usualLimits } from './sign-in/session-book.ts';
import type { OidcSettings } from './sso/provider.ts';
import { isLoopback } from './sso/provider-book.ts';

/** What the process is told of people and the way they come in. */
export type AccessConfig = {
  readonly limits: SessionLimits;
  /** Proxies whose word about the caller counts: how many stand in front, or their addresses; null: none does. */
  readonly proxies: number | readonly string[] | null;
  /** null: single sign-on is set up by the API, or not at all. */
  readonly oidc: OidcSettings | null;
};

export const accessVariables = [
  'CROSSDOCK_SESSION',
  'CROSSDOCK_PROXY',
  'CROSSDOCK_OIDC_ISSUER',
  'CROSSDOCK_OIDC_CLIENT_ID',
  'CROSSDOCK_OIDC_CLIENT_SECRET',
  'CROSSDOCK_OIDC_NETWORK',
] as const;

type Variables = Readonly<Record<string, string | undefined>>;

/** Throws StartupError, which names the variable and what is allowed. */
export function readAccessConfig(variables: Variables): AccessConfig {
  const text = (name: (typeof accessVariables)[number]) => variables[name]?.trim() || null;
  return {
    limits: limitsOf(text('CROSSDOCK_SESSION')),
    proxies: proxiesOf(text('CROSSDOCK_PROXY')),
    oidc: oidcOf({
      issuer: text('CROSSDOCK_OIDC_ISSUER'),
      clientId: text('CROSSDOCK_OIDC_CLIENT_ID'),
      clientSecret: text('CROSSDOCK_OIDC_CLIENT_SECRET'),
      network: text('CROSSDOCK_OIDC_NETWORK'),
    }),
  };
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `12h/30d`: without use, and in all. */
function limitsOf(value: string | null): SessionLimits {
  if (value === null) return usualLimits;
  const [, idle, idleUnit = '', longest, longestUnit = ''] = /^(\d{1,4})([mhd])\/(\d{1,4})([mhd])$/.exec(value) ?? [];
  const idleMs = Number(idle) * (units[idleUnit] ?? 0);
  const longestMs = Number(longest) * (units[longestUnit] ?? 0);
  if (idleMs >= 60_000 && longestMs >= idleMs && longestMs <= 366 * 86_400_000) return { idleMs, longestMs };
  throw wrong(
    'CROSSDOCK_SESSION',
    value,
    'how long a session lasts without use and in all, such as 12h/30d; minutes (m), hours (h) or days (d)',
  );
}

function proxiesOf(value: string | null): AccessConfig['proxies'] {
  if (value === null) return null;
  if (/^[1-9]$/.test(value)) return Number(value);
  const addresses = value.split(',').map((address) => address.trim());
  if (addresses.every(isProxy)) return addresses;
  throw wrong(
    'CROSSDOCK_PROXY',
    value,
    'how many proxies stand in front (1 to 9), or their addresses, such as 10.0.0.5 or 10.0.0.0/8,loopback',
  );
}

function isProxy(address: string): boolean {
  const [ip = '', bits, ...rest] = address.split('/');
  if (['loopback', 'linklocal', 'uniquelocal'].includes(address)) return true;
  return (
    rest.length === 0 && isIP(ip) > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(ip) === 4 ? 32 : 128)))
  );
}

type GivenOidc = Readonly<Record<keyof OidcSettings, string | null>>;

function oidcOf({ issuer, clientId, clientSecret, network }: GivenOidc): OidcSettings | null {
  if (issuer === null && clientId === null && clientSecret === null && network === null) return null;
  if (issuer === null || clientId === null)
    throw new StartupError('single sign-on needs CROSSDOCK_OIDC_ISSUER and CROSSDOCK_OIDC_CLIENT_ID: set both, or neither');
  const isSafe = URL.canParse(issuer) && (issuer.startsWith('https://') || (issuer.startsWith('http://') && isLoopback(issuer)));
  if (!isSafe) throw wrong('CROSSDOCK_OIDC_ISSUER', issuer, 'the address of the provider, with https://');
  if (network !== null && network !== 'public' && network !== 'private')
    throw wrong('CROSSDOCK_OIDC_NETWORK', network, 'public (the default), or private for a provider in your own network');
  return { issuer, clientId, clientSecret, network: network ?? 'public' };
}

function wrong(name: string, value: string, allowed: string): StartupError {
  return new StartupError(`${name} is "${value}"; it must be ${allowed}`);
}
