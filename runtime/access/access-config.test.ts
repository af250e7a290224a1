import { describe, expect, test } from 'vitest';
import { readAccessConfig } from './access-config.ts';

describe('CROSSDOCK_SESSION', () => {
  test('says how long sessions last without use, and in all', () => {
    expect(readAccessConfig({}).limits).toEqual({ idleMs: 12 * 3_600_000, longestMs: 30 * 86_400_000 });
    expect(readAccessConfig({ CROSSDOCK_SESSION: '30m/8h' }).limits).toEqual({ idleMs: 1_800_000, longestMs: 28_800_000 });
  });

  test.each(['12', '12h', '0h/1d', '2d/1d', '1h/400d', 'h/d', '1h / 2h'])('is refused as %s', (value) => {
    expect(() => readAccessConfig({ CROSSDOCK_SESSION: value })).toThrow(/CROSSDOCK_SESSION is ".*"; it must be .*12h\/30d/);
  });
});

describe('CROSSDOCK_PROXY', () => {
  test.each([
    [undefined, null],
    ['1', 1],
    ['10.0.0.5', ['10.0.0.5']],
    ['10.0.0.0/8, loopback', ['10.0.0.0/8', 'loopback']],
    ['2001:db8::/32', ['2001:db8::/32']],
  ])('%s is %j', (value, expected) => {
    expect(readAccessConfig({ CROSSDOCK_PROXY: value }).proxies).toEqual(expected);
  });

  test.each(['0', '12', 'true', '*', '10.0.0.0/33', '10.0.0', 'proxy.example.com', '10.0.0.5/8/8'])('is refused as %s', (value) => {
    expect(() => readAccessConfig({ CROSSDOCK_PROXY: value })).toThrow(/CROSSDOCK_PROXY/);
  });
});

describe('CROSSDOCK_OIDC_...', () => {
  const issuer = { CROSSDOCK_OIDC_ISSUER: 'https://login.example.com', CROSSDOCK_OIDC_CLIENT_ID: 'crossdock' };
  test('names a provider, with or without a secret', () => {
    expect(readAccessConfig(issuer).oidc).toEqual({
      issuer: 'https://login.example.com',
      clientId: 'crossdock',
      clientSecret: null,
      network: 'public',
    });
    expect(readAccessConfig({ ...issuer, CROSSDOCK_OIDC_NETWORK: 'private' }).oidc?.network).toBe('private');
    expect(() => readAccessConfig({ ...issuer, CROSSDOCK_OIDC_NETWORK: 'inner' })).toThrow(/CROSSDOCK_OIDC_NETWORK/);
    expect(readAccessConfig({ ...issuer, CROSSDOCK_OIDC_CLIENT_SECRET: 's' }).oidc?.clientSecret).toBe('s');
    expect(readAccessConfig({ ...issuer, CROSSDOCK_OIDC_ISSUER: 'http://localhost:8080' }).oidc).not.toBeNull();
  });

  test('is refused by halves, and without TLS', () => {
    expect(() => readAccessConfig({ CROSSDOCK_OIDC_CLIENT_SECRET: 's' })).toThrow(/set both/);
    for (const unsafe of ['http://login.example.com', 'login.example.com'])
      expect(() => readAccessConfig({ ...issuer, CROSSDOCK_OIDC_ISSUER: unsafe })).toThrow(/CROSSDOCK_OIDC_ISSUER/);
  });
});
