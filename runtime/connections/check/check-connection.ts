import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { NodeError, OutcomeUnknown, RetryLater } from '@crossdock/nodes/contract/errors';
import type { HttpAnswer } from '@crossdock/nodes/contract/http';
import { type Egress, EgressDenied, hostOf } from '../../egress/egress.ts';
import type { Transport } from '../../engine/calls/http-transport.ts';
import { SecretMissing } from '../../vault/secret-sources.ts';
import { ConnectionUnusable } from '../connection-unusable.ts';
import type { OpenConnection } from '../connections.ts';
import type { TlsIdentity } from '../kinds/kind.ts';
import { kindOf } from '../kinds/kinds.ts';
import type { TokenBook } from '../tokens/token-book.ts';
import { judgeAnswer } from './judge-answer.ts';

export type CheckStep = { readonly title: string; readonly ok: boolean; readonly words: string };
export type ConnectionCheck = {
  readonly ok: boolean;
  readonly ms: number;
  readonly steps: readonly CheckStep[];
  readonly remedy: string | null;
};

/** A step that did not go well ends the check; its message says why, `remedy` what to do. */
class Failed extends Error {
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** ms */
const patience = 10_000;
const soon = 30 * 86_400_000;

const ports: Readonly<Record<string, number>> = {
  'http:': 80,
  'https:': 443,
  'sftp:': 22,
  'ssh:': 22,
  'postgres:': 5432,
  'postgresql:': 5432,
  'mysql:': 3306,
  'mariadb:': 3306,
  'sqlserver:': 1433,
  'mongodb:': 27_017,
  'oracle:': 1521,
};

/** Goes the way of a call step by step: name, rules, TCP, TLS, credentials, one GET. Changes nothing at the system. Never rejects. */
export async function checkConnection(
  connection: OpenConnection,
  path: string,
  way: { readonly egress: Egress; readonly transport: Transport; readonly tokens: TokenBook; readonly now: number },
): Promise<ConnectionCheck> {
  const started = performance.now();
  const steps: CheckStep[] = [];
  let remedy: string | null = null;
  async function step(title: string, doing: () => Promise<string>): Promise<boolean> {
    try {
      steps.push({ title, ok: true, words: await doing() });
      return true;
    } catch (error) {
      const failed = failureOf(error, connection);
      remedy = failed.remedy;
      steps.push({ title, ok: false, words: failed.message });
      return false;
    }
  }

  await inOrder(
    [
      ['Secrets', async () => secretsOf(connection)],
      ...(connection.auth.kind === 'webhook-secret' ? [] : callingSteps(connection, path, way)),
    ],
    step,
  );
  return { ok: steps.every(({ ok }) => ok), ms: Math.round(performance.now() - started), steps, remedy };
}

type Step = readonly [title: string, doing: () => Promise<string>];

async function inOrder(steps: readonly Step[], run: (title: string, doing: Step[1]) => Promise<boolean>): Promise<void> {
  for (const [title, doing] of steps) if (!(await run(title, doing))) return;
}

function callingSteps(connection: OpenConnection, path: string, way: Parameters<typeof checkConnection>[2]): readonly Step[] {
  const { egress, transport, tokens, now } = way;
  const { protocol, port: written } = new URL(connection.address);
  const host = hostOf(connection.address);
  const port = written === '' ? (ports[protocol] ?? 0) : Number(written);
  const isHttp = protocol === 'http:' || protocol === 'https:';
  const at: { address: string } = { address: host };
  const kind = kindOf(connection.auth.kind);

  async function name(): Promise<string> {
    const { lookup } = egress.guard(connection.address, connection.policy);
    if (isIP(host) !== 0) return `${host} is an address itself and may be called.`;
    at.address = await new Promise<string>((resolve, reject) =>
      lookup(host, { all: true }, (error, found) => {
        const [first] = Array.isArray(found) ? found : [];
        if (error || !first) reject(error ?? new Error('no address'));
        else resolve(first.address);
      }),
    );
    return `${host} leads to ${at.address}, which may be called.`;
  }

  async function tcp(): Promise<string> {
    const began = performance.now();
    const socket = await connected(connectTcp({ host: at.address, port }), 'connect');
    const took = Math.round(performance.now() - began);
    const banner = protocol === 'sftp:' || protocol === 'ssh:' ? await firstLine(socket) : null;
    socket.destroy();
    if (banner === null) return `${host}:${port} took the connection within ${took} ms.`;
    if (!banner.startsWith('SSH-'))
      throw new Failed(`${host}:${port} answers, but not as an SSH server.`, 'Check the port; SSH usually listens on 22.');
    return `${host}:${port} is an SSH server (${banner.slice(0, 60)}), reached within ${took} ms.`;
  }

  async function tls(): Promise<string> {
    const raw = await connected(connectTcp({ host: at.address, port }), 'connect');
    const isPostgres = protocol.startsWith('postgres');
    if (isPostgres && !(await speaksPostgresTls(raw)))
      throw new Failed(`${host} does not encrypt.`, 'Switch TLS on at the server, or set Encryption to none when the way there is safe.');
    const identity: TlsIdentity = kind.tls?.(connection.auth as never) ?? {};
    const given = Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== undefined));
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = await connected(connectTls({ socket: raw, ...servername, ...given }), 'secureConnect');
    const { subject, valid_to: validTo } = socket.getPeerCertificate();
    const until = Date.parse(validTo);
    const version = socket.getProtocol()?.replace('TLSv', 'TLS ');
    socket.destroy();
    const days = Math.floor((until - now) / 86_400_000);
    const ends = until - now < soon ? ` It ends in ${days} days: have it renewed.` : '';
    return `${version}; the certificate of ${String(subject?.CN ?? host)} is valid until ${new Date(until).toISOString().slice(0, 10)}.${ends}`;
  }

  async function token(): Promise<string> {
    await tokens.of(connection).get();
    const { expiresAt } = await tokens.state(connection);
    return expiresAt === null ? 'There is a token.' : `There is a token, valid until ${new Date(expiresAt).toISOString()}.`;
  }

  async function answer(): Promise<string> {
    const limits = { timeoutMs: Math.min(connection.policy.timeoutSeconds * 1000, 15_000), signal: undefined };
    const got: HttpAnswer = await transport.http(connection).send({ method: 'GET', path }, limits);
    const verdict = judgeAnswer(got, connection, path);
    if (!verdict.ok) throw new Failed(verdict.words, verdict.remedy);
    return verdict.words;
  }

  const isEncrypted =
    protocol === 'https:' ||
    (connection.auth.kind === 'database' && connection.auth.encryption === 'required' && protocol.startsWith('postgres'));
  return [
    ['Name and rules', name],
    ['Connection', tcp],
    ...(isEncrypted ? [['Encryption', tls] as const] : []),
    ...(kind.token ? [['Token', token] as const] : []),
    ...(isHttp ? [['Answer', answer] as const] : [['Sign-in', notTried] as const]),
  ];
}

/** Says what was not found out, instead of a green mark for it. */
async function notTried(): Promise<string> {
  return 'User and secret are stored and were not tried: this test goes as far as the connection.';
}

function secretsOf({ auth }: OpenConnection): string {
  const secrets = Object.entries(kindOf(auth.kind).secrets);
  if (secrets.length === 0) return 'It needs none.';
  if (auth.kind === 'webhook-secret') {
    const live = auth.secrets.length;
    if (live === 0) throw new Failed('There is no webhook secret.', 'Set it, and at the system the same.');
    return `Messages that come in are checked against ${live === 1 ? 'one secret' : 'two secrets'}; nothing is called through this connection.`;
  }
  // Those that lie outside are read by this.
  const fields = auth as unknown as Readonly<Record<string, string | undefined>>;
  const isSet = secrets.filter(([field]) => fields[field] !== undefined).map(([, { title }]) => title);
  return `Set and readable: ${isSet.join(', ')}.`;
}

function connected<S extends Socket | TLSSocket>(socket: S, event: 'connect' | 'secureConnect'): Promise<S> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })), patience);
    socket.once(event, () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(''), 3000);
    socket.once('data', (data: Buffer) => {
      clearTimeout(timer);
      resolve(data.toString('latin1').split(/\r?\n/)[0] ?? '');
    });
    socket.once('close', () => resolve(''));
  });
}

/** PostgreSQL, SSLRequest: https://www.postgresql.org/docs/current/protocol-message-formats.html */
async function speaksPostgresTls(socket: Socket): Promise<boolean> {
  const request = Buffer.alloc(8);
  request.writeInt32BE(8, 0);
  request.writeInt32BE(80_877_103, 4);
  socket.write(request);
  return (await firstLine(socket)).startsWith('S');
}

function failureOf(error: unknown, { name, address }: OpenConnection): Failed {
  if (error instanceof Failed) return error;
  if (error instanceof EgressDenied) return new Failed(error.refusal.why, error.refusal.remedy);
  if (error instanceof SecretMissing)
    return new Failed(error.message, 'Put the secret where the connection reads it, on each server and worker.');
  if (error instanceof ConnectionUnusable || error instanceof NodeError)
    return new Failed(error.message, `Correct ${name}, and test it again.`);
  if (error instanceof RetryLater || error instanceof OutcomeUnknown)
    return new Failed(error.message, 'Try again in a moment; if it stays so, ask whoever runs the system.');
  const { host } = new URL(address);
  const { code = '', message } = error as { code?: string; message: string };
  const known = socketFailures[code];
  if (known) return new Failed(known[0].replace('HOST', host), known[1]);
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code))
    return new Failed(
      `The certificate of ${host} is not trusted (${code}).`,
      'Have the system show a certificate of a known authority, or give its own authority with a client certificate (mTLS).',
    );
  if (code.startsWith('ERR_OSSL') || code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS'))
    return new Failed(
      `No encrypted connection to ${host} could be agreed on (${code}).`,
      'Check that the port speaks TLS, and with a client certificate that key and certificate belong together.',
    );
  return new Failed(`${host}: ${code || message}.`, 'Check the address.');
}

const socketFailures: Readonly<Record<string, readonly [string, string]>> = {
  ENOTFOUND: ['HOST is not a name that is known here.', 'Check how it is spelled, and that this machine can look names up.'],
  EAI_AGAIN: ['The name HOST could not be looked up just now.', 'Try again; if it stays so, look after the name service of this machine.'],
  ECONNREFUSED: ['HOST refused the connection: nothing listens there.', 'Check the port, and that the system is running.'],
  ECONNRESET: ['HOST broke the connection off.', 'Check the port, and whether a firewall stands in between.'],
  ETIMEDOUT: ['HOST did not answer within 10 s.', 'Check address and port, and whether a firewall lets this machine through.'],
  EHOSTUNREACH: ['There is no way to HOST from here.', 'Check the network between this machine and the system.'],
  ENETUNREACH: ['There is no way to HOST from here.', 'Check the network between this machine and the system.'],
};
