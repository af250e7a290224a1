import { server } from '@crossdock/runtime/cli/commands/server';
import { worker } from '@crossdock/runtime/cli/commands/worker';
import { readConfig } from '@crossdock/runtime/config';
import { describe, expect, it } from 'vitest';
import { composeWith, envFile, fileOf, type Service } from './deployment-files.ts';

const example = envFile(fileOf('.env.example'));
const secrets = ['MONGODB_PASSWORD', 'REDIS_PASSWORD', 'CROSSDOCK_SECRET'];
const filled = { ...example, ...Object.fromEntries(secrets.map((name) => [name, `${name.toLowerCase().replaceAll('_', '')}0123456789`])) };
const compose = composeWith(filled);
const ours = Object.entries(compose.services).filter(([, { image }]) => image === 'crossdock');
const seconds = (text: string) => Number(text.match(/^(\d+)s$/)?.[1]);

describe('docker-compose.yml', () => {
  it('has server, worker, demo, MongoDB and Redis', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(['demo', 'mongodb', 'redis', 'server', 'worker']);
    expect(ours.map(([name]) => name).toSorted()).toEqual(['demo', 'server', 'worker']);
    expect(Object.entries(compose.services).flatMap(([name, { profiles }]) => (profiles ? [[name, profiles]] : []))).toEqual([
      ['demo', ['demo']],
    ]);
  });

  it.each(secrets)('does not start without %s', (name) => {
    expect(example[name]).toBe('');
    expect(() => composeWith({ ...filled, [name]: '' })).toThrow(`${name}: set it in .env`);
  });

  it('uses each setting of .env.example, and no other', () => {
    const used = [...fileOf('docker-compose.yml').matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name ?? '');
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(example).toSorted());
  });

  it.each(ours)('%s: its variables are ones that the configuration knows, and right', (_name, { environment }) => {
    const known = ['HOST', 'PORT', 'MONGODB_URL', 'REDIS_URL'];
    for (const name of Object.keys(environment)) if (!name.startsWith('CROSSDOCK_')) expect(known).toContain(name);
    // Refuses what it does not know.
    const config = readConfig(environment, '/data');
    expect(config).toMatchObject({ host: '0.0.0.0', port: 3000, token: null });
    expect(config.mongodbUrl).toMatch(
      /^mongodb:\/\/crossdock:mongodbpassword0123456789@mongodb:27017\/crossdock(-demo)?\?authSource=admin&replicaSet=rs0$/,
    );
    expect(config.redisUrl).toMatch(/^redis:\/\/:redispassword0123456789@redis:6379\/[01]$/);
    expect(config.secret).toBe('crossdocksecret0123456789');
  });

  it('the demo shares no database with the real thing', () => {
    const [real, demo] = [compose.services.server, compose.services.demo];
    expect(demo?.environment.MONGODB_URL).not.toBe(real?.environment.MONGODB_URL);
    expect(demo?.environment.REDIS_URL).not.toBe(real?.environment.REDIS_URL);
    expect([real?.environment.CROSSDOCK_DEMO, demo?.environment.CROSSDOCK_DEMO]).toEqual(['0', '1']);
    expect(compose.services.worker?.environment.MONGODB_URL).toBe(real?.environment.MONGODB_URL);
  });

  it.each(ours)('%s: has more time to stop than it takes to drain', (_name, { environment, stop_grace_period }) => {
    expect(seconds(stop_grace_period)).toBeGreaterThan(Number(environment.CROSSDOCK_DRAIN) + 5);
  });

  it.each(ours)('%s: is a command that there is, begun when MongoDB and Redis are well', (_name, service) => {
    const [name, ...words] = service.command;
    const command = [server, worker].find((one) => one.name === name);
    const known = Object.keys(command?.options ?? {}).map((option) => `--${option}`);
    for (const word of words) if (word.startsWith('-')) expect(known).toContain(word);
    expect(command).toBeDefined();
    expect(service.depends_on).toEqual({ mongodb: { condition: 'service_healthy' }, redis: { condition: 'service_healthy' } });
    expect(service.healthcheck.test).toEqual(['CMD', 'healthcheck', '/readyz']);
  });

  it.each(Object.entries(compose.services))(
    '%s: says how it is, comes back by itself, and uses networks and volumes that there are',
    (_name, service: Service) => {
      expect(service.healthcheck).toMatchObject({
        test: expect.any(Array),
        interval: expect.stringMatching(/^\d+s$/),
        retries: expect.any(Number),
      });
      expect(service.restart).toBe('unless-stopped');
      for (const network of service.networks) expect(Object.keys(compose.networks)).toContain(network);
      for (const volume of service.volumes ?? []) expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    },
  );

  it('only servers are reached from outside, by default from this machine alone; the stores have no way out', () => {
    const withPorts = Object.entries(compose.services).filter(([, { ports }]) => ports);
    expect(withPorts.map(([name, { ports }]) => [name, ports])).toEqual([
      ['server', ['127.0.0.1:3000:3000']],
      ['demo', ['127.0.0.1:3001:3000']],
    ]);
    for (const name of ['mongodb', 'redis']) expect(compose.services[name]?.networks).toEqual(['back']);
    expect(compose.networks.back).toEqual({ internal: true });
  });

  it('keeps what is stored: MongoDB acknowledges as a replica set, Redis keeps a log and throws nothing out', () => {
    expect(compose.services.mongodb?.command).toEqual(expect.arrayContaining(['--replSet', 'rs0', '--keyFile']));
    expect(compose.services.mongodb?.volumes).toContain('mongodb:/data/db');
    expect(compose.services.redis?.command.at(-1)).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(compose.services.redis?.volumes).toContain('redis:/data');
  });

  it('the env file stays out of the repository and of the image', () => {
    expect(fileOf('.gitignore').split('\n')).toContain('.env');
    const ignored = fileOf('.dockerignore').split('\n');
    expect(ignored[0]).toBe('**');
    expect(ignored).not.toContain('!.env');
  });
});
