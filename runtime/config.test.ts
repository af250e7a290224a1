import { expect, test } from 'vitest';
import { readAccessConfig } from './access/access-config.ts';
import { readConfig } from './config.ts';

const read = (variables: Record<string, string>) => readConfig(variables, '/data');

test('without variables it listens on loopback, port 3000, with the demo', () => {
  expect(read({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    hostNames: ['127.0.0.1'],
    dataFolder: '/data',
    secret: null,
    oldSecret: null,
    secretFiles: null,
    egress: { allow: [], deny: [], isPrivate: false },
    token: null,
    hasDemo: true,
    logLevel: 'warn',
    mongodbUrl: null,
    redisUrl: null,
    drainMs: 10_000,
    leaseMs: 15_000,
    messageLimit: 10 * 1024 ** 3,
    filesFolder: null,
    auditDays: null,
    access: readAccessConfig({}),
  });
});

test('each variable is read; empty ones are as if not set', () => {
  expect(
    read({
      PORT: '0',
      HOST: '0.0.0.0',
      CROSSDOCK_DATA: '/d',
      CROSSDOCK_SECRET: 's'.repeat(16),
      CROSSDOCK_TOKEN: 'token-1234',
      CROSSDOCK_DEMO: '0',
      CROSSDOCK_HOSTS: 'a.example, b',
      MONGODB_URL: '',
    }),
  ).toEqual({
    port: 0,
    host: '0.0.0.0',
    hostNames: ['a.example', 'b'],
    dataFolder: '/d',
    secret: 's'.repeat(16),
    oldSecret: null,
    secretFiles: null,
    egress: { allow: [], deny: [], isPrivate: false },
    token: 'token-1234',
    hasDemo: false,
    logLevel: 'warn',
    mongodbUrl: null,
    redisUrl: null,
    drainMs: 10_000,
    leaseMs: 15_000,
    messageLimit: 10 * 1024 ** 3,
    filesFolder: null,
    auditDays: null,
    access: readAccessConfig({}),
  });
});

test.each([
  [{ PORT: 'http' }, 'PORT is "http"; it must be a whole number from 1 to 65535, or 0 for a free one'],
  [{ PORT: '70000' }, 'PORT is "70000"'],
  [{ HOST: 'my host' }, 'HOST is "my host"'],
  [{ CROSSDOCK_DEMO: 'no' }, 'CROSSDOCK_DEMO is "no"; it must be one of 1, 0'],
  [{ CROSSDOCK_TOKEN: 'short' }, 'CROSSDOCK_TOKEN has 5 characters; give it 8 or more'],
  [{ CROSSDOCK_SECRET: 'short' }, 'CROSSDOCK_SECRET has 5 characters; give it 16 or more'],
  [{ CROSSDOCK_DTA: 'x' }, 'CROSSDOCK_DTA is not a variable of Crossdock; did you mean CROSSDOCK_DATA?'],
  [{ CROSSDOCK_HOSTS: 'https://a' }, 'CROSSDOCK_HOSTS is "https://a"'],
  [{ CROSSDOCK_EGRESS_DENY: '10.0.0.0/8, a b' }, 'CROSSDOCK_EGRESS_DENY is "a b"'],
])('%j is refused in one clear line', (variables, line) => {
  expect(() => read(variables)).toThrow(line);
});

test('MongoDB and Redis are chosen by their addresses alone', () => {
  const config = read({ MONGODB_URL: 'mongodb://root:hunter2@db/crossdock', REDIS_URL: 'rediss://queue:6380', CROSSDOCK_DRAIN: '25' });
  expect(config).toMatchObject({ mongodbUrl: 'mongodb://root:hunter2@db/crossdock', redisUrl: 'rediss://queue:6380', drainMs: 25_000 });
});

test('a database that cannot be used is refused in one line that does not repeat its password', () => {
  expect(() => read({ MONGODB_URL: 'postgres://root:hunter2@db' })).toThrow(
    /^MONGODB_URL is not an address it can be reached by; write mongodb:\/\/HOST:PORT$/,
  );
  expect(() => read({ REDIS_URL: 'redis://:hunter2@x' })).toThrow(/^REDIS_URL is set without MONGODB_URL: [^\n]*set both, or neither$/);
  expect(() => read({ CROSSDOCK_DRAIN: '-1' })).toThrow('CROSSDOCK_DRAIN is "-1"; it must be a whole number of seconds from 0 to 600');
});
