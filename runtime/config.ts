import { closest } from '@crossdock/nodes/contract/closest';
import { type AccessConfig, accessVariables, readAccessConfig } from './access/access-config.ts';
import { type EgressRule, type EgressRules, parseEgressRules } from './egress/egress-rules.ts';
import { StartupError } from './store/startup-error.ts';

/** What the environment says, read once at start. */
export type Config = {
  /** 0 takes a free one. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Names beside localhost that people reach this server by. */
  readonly hostNames: readonly string[];
  readonly dataFolder: string;
  /** null: the data folder's own. */
  readonly secret: string | null;
  /** The secret before, accepted while the processes are started one after the other with the new one. */
  readonly oldSecret: string | null;
  /** The folder of secrets that connections refer to as `file:PATH`; null: there is none. */
  readonly secretFiles: string | null;
  /** What connections may reach. */
  readonly egress: EgressRules;
  /** The admin API token; null: there is none. */
  readonly token: string | null;
  readonly hasDemo: boolean;
  readonly logLevel: LogLevel;
  /** null: SQLite in the data folder. */
  readonly mongodbUrl: string | null;
  /** null: the queue lives in the process. */
  readonly redisUrl: string | null;
  /** What is under way gets so long to end when the process is told to stop. Default 10,000. */
  readonly drainMs: number;
  /** A process that stands still for so long counts as dead, and others take its runs over. Default 15,000. */
  readonly leaseMs: number;
  /** Bytes of a message to a flow that works on it in chunks. Default 10 GB. */
  readonly messageLimit: number;
  /** The folder that file triggers watch, with a folder for each environment; null: there are no file triggers here. */
  readonly filesFolder: string | null;
  /** Lines of the audit are kept so many days; null: for ever. Default: for ever. */
  readonly auditDays: number | null;
  /** Sessions, proxies in front, single sign-on. */
  readonly access: AccessConfig;
};

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

type Variables = Readonly<Record<string, string | undefined>>;

const ours = [
  'CROSSDOCK_DATA',
  'CROSSDOCK_SECRET',
  'CROSSDOCK_SECRET_OLD',
  'CROSSDOCK_SECRET_FILES',
  'CROSSDOCK_EGRESS',
  'CROSSDOCK_EGRESS_ALLOW',
  'CROSSDOCK_EGRESS_DENY',
  'CROSSDOCK_TOKEN',
  'CROSSDOCK_DEMO',
  'CROSSDOCK_HOSTS',
  'CROSSDOCK_LOG',
  'CROSSDOCK_DRAIN',
  'CROSSDOCK_LEASE',
  'CROSSDOCK_MAX_MESSAGE',
  'CROSSDOCK_FILES',
  'CROSSDOCK_AUDIT_DAYS',
  ...accessVariables,
];

/** Reads the configuration. Throws StartupError with one line that names the variable, its value and what is allowed. */
export function readConfig(variables: Variables, defaultDataFolder: string): Config {
  refuseUnknown(variables);
  const mongodbUrl = url(variables, 'MONGODB_URL', ['mongodb:', 'mongodb+srv:']);
  const redisUrl = url(variables, 'REDIS_URL', ['redis:', 'rediss:']);
  if (redisUrl !== null && mongodbUrl === null)
    throw new StartupError(
      'REDIS_URL is set without MONGODB_URL: SQLite belongs to one process, which needs no Redis; set both, or neither',
    );
  const host = text(variables, 'HOST') ?? '127.0.0.1';
  if (!/^[\w.:%-]+$/.test(host)) throw wrong('HOST', host, 'an address or a name to listen on, such as 127.0.0.1 or 0.0.0.0');
  return {
    port: port(text(variables, 'PORT')),
    host,
    hostNames: [...(isEverywhere(host) ? [] : [host]), ...names(text(variables, 'CROSSDOCK_HOSTS'))],
    dataFolder: text(variables, 'CROSSDOCK_DATA') ?? defaultDataFolder,
    secret: secret(variables, 'CROSSDOCK_SECRET', 16),
    oldSecret: secret(variables, 'CROSSDOCK_SECRET_OLD', 16),
    secretFiles: text(variables, 'CROSSDOCK_SECRET_FILES') ?? null,
    egress: readEgress(variables, 'public'),
    token: secret(variables, 'CROSSDOCK_TOKEN', 8),
    hasDemo: oneOf(variables, 'CROSSDOCK_DEMO', ['1', '0'], '1') === '1',
    logLevel: oneOf(variables, 'CROSSDOCK_LOG', logLevels, 'warn'),
    mongodbUrl,
    redisUrl,
    drainMs: seconds(variables, 'CROSSDOCK_DRAIN', 10, [0, 600]) * 1000,
    leaseMs: seconds(variables, 'CROSSDOCK_LEASE', 15, [2, 300]) * 1000,
    messageLimit: bytes(variables, 'CROSSDOCK_MAX_MESSAGE', 10 * 1024 ** 3),
    filesFolder: text(variables, 'CROSSDOCK_FILES') ?? null,
    auditDays: days(variables, 'CROSSDOCK_AUDIT_DAYS', [30, 36_500]),
    access: readAccessConfig(variables),
  };
}

/** What connections may reach. `usual`: where nothing is said. Throws StartupError. */
export function readEgress(variables: Variables, usual: 'public' | 'private'): EgressRules {
  return {
    allow: egressRules(variables, 'CROSSDOCK_EGRESS_ALLOW'),
    deny: egressRules(variables, 'CROSSDOCK_EGRESS_DENY'),
    isPrivate: oneOf(variables, 'CROSSDOCK_EGRESS', ['public', 'private'], usual) === 'private',
  };
}

/** Whether it listens on every address of the machine. */
export function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function refuseUnknown(variables: Variables): void {
  const unknown = Object.keys(variables).find((name) => name.startsWith('CROSSDOCK_') && !ours.includes(name));
  if (unknown === undefined) return;
  const meant = closest(unknown, ours);
  throw new StartupError(`${unknown} is not a variable of Crossdock; ${meant ? `did you mean ${meant}?` : `there are ${ours.join(', ')}`}`);
}

/** The value may hold a password, so it is not repeated. */
function url(variables: Variables, name: string, schemes: readonly string[]): string | null {
  const value = text(variables, name);
  if (value === undefined) return null;
  const scheme = /^[a-z+]+:(?=\/\/.)/.exec(value)?.[0];
  if (scheme !== undefined && schemes.includes(scheme)) return value;
  throw new StartupError(`${name} is not an address it can be reached by; write ${schemes[0]}//HOST:PORT`);
}

function seconds(variables: Variables, name: string, usual: number, [least, most]: readonly [number, number]): number {
  const value = text(variables, name);
  if (value === undefined) return usual;
  if (/^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw wrong(name, value, `a whole number of seconds from ${least} to ${most}`);
}

function days(variables: Variables, name: string, [least, most]: readonly [number, number]): number | null {
  const value = text(variables, name);
  if (value === undefined) return null;
  if (/^\d{1,5}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
  throw wrong(name, value, `a whole number of days from ${least} to ${most}`);
}

const units: Readonly<Record<string, number>> = { MB: 1024 ** 2, GB: 1024 ** 3 };

function bytes(variables: Variables, name: string, usual: number): number {
  const value = text(variables, name);
  if (value === undefined) return usual;
  const [, count = '', unit = ''] = /^(\d{1,6}) ?(MB|GB)$/i.exec(value) ?? [];
  const size = Number(count) * (units[unit.toUpperCase()] ?? 0);
  if (size >= 1024 ** 2 && size <= 1024 ** 4) return size;
  throw wrong(name, value, 'a size from 1 MB to 1024 GB, such as 500 MB or 20 GB');
}

function text(variables: Variables, name: string): string | undefined {
  const value = variables[name]?.trim();
  return value === '' ? undefined : value;
}

function port(value: string | undefined): number {
  if (value === undefined) return 3000;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw wrong('PORT', value, 'a whole number from 1 to 65535, or 0 for a free one');
}

function names(value: string | undefined): readonly string[] {
  const list = (value ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const bad = list.find((name) => !/^[\w.-]+$/.test(name));
  if (bad !== undefined) throw wrong('CROSSDOCK_HOSTS', bad, 'host names separated by commas, without port, such as crossdock.example.com');
  return list;
}

function egressRules(variables: Variables, name: string): readonly EgressRule[] {
  const rules = parseEgressRules(text(variables, name) ?? '');
  if (!('wrong' in rules)) return rules;
  throw wrong(name, rules.wrong, 'hosts, *.domains, addresses or ranges separated by commas, such as *.example.com,10.2.0.0/16');
}

function secret(variables: Variables, name: string, length: number): string | null {
  const value = text(variables, name);
  if (value === undefined) return null;
  if (value.length < length) throw new StartupError(`${name} has ${value.length} characters; give it ${length} or more, at random`);
  if (/\s/.test(value)) throw new StartupError(`${name} contains a space or line break; use printable characters only`);
  return value;
}

function oneOf<V extends string>(variables: Variables, name: string, allowed: readonly V[], usual: V): V {
  const value = text(variables, name) ?? usual;
  if ((allowed as readonly string[]).includes(value)) return value as V;
  throw wrong(name, value, `one of ${allowed.join(', ')}`);
}

function wrong(name: string, value: string, allowed: string): StartupError {
  return new StartupError(`${name} is "${value}"; it must be ${allowed}`);
}
