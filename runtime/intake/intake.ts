import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IntakeAuth } from '@crossdock/nodes/contract/intake';
import type { Clock } from '../clock/clock.ts';
import type { Connections } from '../connections/connections.ts';
import type { Engine } from '../engine/engine.ts';
import type { Log } from '../engine/log.ts';
import { secondsOf } from '../engine/pause/seconds-of.ts';
import type { Plan } from '../engine/plan/plan.ts';
import { type DeployedFlow, type Deployments, pauseAt } from '../lifecycle/deployments.ts';
import { StoreUnavailable } from '../store/store.ts';
import { authenticate } from './authenticate.ts';
import { bodyLimit } from './body-limit.ts';
import { messageHeaders } from './message-headers.ts';
import { readBody } from './read-body.ts';
import { pausedWords, refuse, reply } from './replies.ts';
import { eventOf, takeEvent } from './take-event.ts';
import { mayBeBig, takeStream } from './take-stream.ts';

/** Bytes of a message to a flow that works on it in chunks. */
const defaultMessageLimit = 10 * 1024 ** 3;

export type Intake = {
  /** Answers `/in/{environment}/{path}`; plain node:http, because this is the hot path. */
  handle(request: IncomingMessage, response: ServerResponse): void;
  close(): void;
};

type Door = { readonly env: string; readonly plan: Plan; readonly auth: IntakeAuth; readonly deployed: Pick<DeployedFlow, 'pause'> };

export function createIntake(resources: {
  readonly engine: Engine;
  readonly deployments: Deployments;
  readonly connections: Connections;
  readonly clock: Clock;
  readonly log: Log;
  /** Bytes of a message to a flow that works in chunks. Default 10 GB. */
  readonly messageLimit?: number;
}): Intake {
  const { engine, deployments, connections, clock, log } = resources;
  /** `POST dev/shopify/orders` to the flow behind it; null: deployed, and cannot be compiled. */
  let doors = new Map<string, Door | null>();

  const open = () => {
    const next = new Map<string, Door | null>();
    for (const deployed of deployments.current()) {
      const { env, flow, version, hash: contentHash } = deployed;
      const plan = engine.plans.compiled(flow, version, contentHash);
      if (!plan) log.error({ env, flow: flow.id, version }, 'a deployed flow cannot be compiled and takes no messages');
      if (plan?.binding?.kind !== 'http') continue;
      const { method, path, auth } = plan.binding;
      next.set(`${method} ${env}/${path.replace(/^\/+|\/+$/g, '')}`, { env, plan, auth, deployed });
    }
    doors = next;
  };
  open();
  const stop = deployments.onChange(open);

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    const queryAt = url.indexOf('?');
    const path = (queryAt < 0 ? url : url.slice(0, queryAt)).slice(4).replace(/\/+$/, '');
    const door = doors.get(`${request.method} ${path}`);
    if (!door) {
      const event = request.method === 'POST' && !doors.has(`POST ${path}`) ? eventOf(path) : null;
      if (!event) return refuseUnknown(request, response, path);
      const query = new URLSearchParams(queryAt < 0 ? '' : url.slice(queryAt + 1));
      return takeEvent(request, response, { ...event, query, send: engine.waits.events.send, secretsOf, now: clock.now() });
    }
    const pause = door.deployed.pause ? pauseAt(door.deployed, clock.now()) : null;
    if (pause?.mode === 'refuse') {
      request.resume();
      return refuse(response, 'FLOW_PAUSED', pausedWords(pause.why), { 'retry-after': String(secondsOf(pause, clock.now())) });
    }
    if (door.plan.source !== null && mayBeBig(request) && !isSigned(door)) return takeBig(request, response, door, queryAt);
    const encoding = request.headers['content-encoding'];
    if (encoding !== undefined && encoding !== 'identity')
      return refuse(response, 'UNSUPPORTED_ENCODING', `Content-Encoding ${encoding} is not read here. Send the body uncompressed.`);
    const body = await readBody(request, bodyLimit);
    if (body === null)
      return refuse(response, 'BODY_TOO_LARGE', `A message to this flow may have ${bodyLimit} bytes${whyWhole(door.plan)}.`, {
        connection: 'close',
      });
    const { auth, env, plan } = door;
    const verdict = authenticate(
      auth,
      { headers: request.headers, body, now: clock.now() },
      auth.kind === 'none' ? [] : secretsOf(env, auth.connection),
    );
    if (!verdict.ok) return refuse(response, 'NOT_AUTHENTICATED', verdict.message);
    const idempotencyKey = request.headers['idempotency-key'];
    if (isWrongKey(idempotencyKey)) return refuse(response, 'INVALID_KEY', wrongKey);
    const text = isUtf8(body) ? body : inOtherCharset(body, request.headers['content-type'] ?? '');
    if (text === null)
      return refuse(response, 'BODY_NOT_TEXT', 'The body is not UTF-8. Send UTF-8, or name the charset iso-8859-1 in Content-Type.');
    reply(
      response,
      await engine.accept({
        plan,
        env,
        text,
        bytes: body.length,
        bodyHash: hash('sha256', body, 'hex'),
        contentType: request.headers['content-type'] ?? 'application/octet-stream',
        headers: messageHeaders(request.headers),
        query: queryAt < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(queryAt + 1))),
        sender: verdict.sender,
        idempotencyKey: idempotencyKey as string | undefined,
        deliveryId: verdict.deliveryId,
      }),
    );
  }

  /** The sender is known before anything is read: what is not authenticated does not fill the disk. */
  async function takeBig(request: IncomingMessage, response: ServerResponse, door: Door, queryAt: number): Promise<void> {
    const { auth, env, plan } = door;
    const url = request.url ?? '';
    const { headers } = request;
    const nothingRead = Buffer.alloc(0);
    const verdict = authenticate(
      auth,
      { headers, body: nothingRead, now: clock.now() },
      auth.kind === 'none' ? [] : secretsOf(env, auth.connection),
    );
    const idempotencyKey = headers['idempotency-key'] as string | undefined;
    if (!verdict.ok || isWrongKey(idempotencyKey)) {
      request.resume();
      const close = { connection: 'close' };
      return verdict.ok ? refuse(response, 'INVALID_KEY', wrongKey, close) : refuse(response, 'NOT_AUTHENTICATED', verdict.message, close);
    }
    const accepted = await takeStream(request, response, {
      limit: resources.messageLimit ?? defaultMessageLimit,
      accept: engine.acceptStream,
      arriving: {
        plan,
        env,
        contentType: headers['content-type'] ?? 'application/octet-stream',
        headers: messageHeaders(headers),
        query: queryAt < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(queryAt + 1))),
        sender: verdict.sender,
        idempotencyKey,
        deliveryId: verdict.deliveryId,
      },
    });
    if (accepted) reply(response, accepted);
  }

  function secretsOf(env: string, name: string): readonly string[] {
    const connection = connections.open(env, name);
    if (!connection) return [];
    try {
      const { auth } = connection;
      if (auth.kind === 'webhook-secret') return auth.secrets;
      return auth.kind === 'bearer' || auth.kind === 'header' || auth.kind === 'basic' ? [auth.secret] : [];
    } catch (error) {
      log.warn({ connection: `${env}/${name}`, error: (error as Error).message }, 'a webhook secret cannot be read');
      return [];
    }
  }

  function refuseUnknown(request: IncomingMessage, response: ServerResponse, path: string): void {
    request.resume();
    if (doors.has(`${request.method} ${path}`))
      return refuse(response, 'FLOW_NOT_RUNNABLE', 'The flow behind this path cannot be executed. Publish a version without problems.', {
        'retry-after': '60',
      });
    const methods = ['POST', 'PUT', 'GET'].filter((method) => doors.has(`${method} ${path}`));
    if (methods.length > 0)
      return refuse(response, 'METHOD_NOT_ALLOWED', `This path takes ${methods.join(', ')}.`, { allow: methods.join(', ') });
    refuse(
      response,
      'UNKNOWN_INTAKE',
      `No flow is deployed that listens on ${request.method} /in/${path}. Deploy it to the environment, or check the path in its trigger.`,
    );
  }

  return {
    handle(request, response) {
      take(request, response).catch((error: unknown) => {
        if (request.destroyed && !request.complete) return;
        const isStore = error instanceof StoreUnavailable;
        log.error({ error: String(error) }, 'a message could not be accepted');
        refuse(
          response,
          'UNAVAILABLE',
          isStore
            ? 'The message could not be stored, so it was not accepted. Send it again.'
            : 'The message could not be accepted. Send it again.',
          { 'retry-after': '5' },
        );
      });
    },
    close: stop,
  };
}

const wrongKey = 'Idempotency-Key must have 1 to 255 characters.';

/** A signature is checked over the whole body, before any of it is stored: such a message is read into memory. */
function isSigned({ auth }: Door): boolean {
  return auth.kind === 'hmac';
}

function isWrongKey(key: string | readonly string[] | undefined): boolean {
  return typeof key === 'string' && (key.length > 255 || key.trim() === '');
}

/** Why a flow that reads records does not take larger ones. */
function whyWhole({ wholeBecause, source }: Plan): string {
  if (source !== null) return ' when it is signed. Let senders of larger files use an API key';
  return wholeBecause === null
    ? '. Send larger documents to a flow that reads CSV or JSON records right behind its trigger'
    : `, because ${wholeBecause}. Send it in parts, or change the flow so that it can work in chunks`;
}

/** Bytes that are no UTF-8 must not be changed silently; null says that no other charset is named either. */
function inOtherCharset(body: Buffer, contentType: string): string | null {
  return /charset="?(iso-8859-1|latin1|windows-1252)/i.test(contentType) ? body.toString('latin1') : null;
}
