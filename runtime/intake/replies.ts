import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Accepted } from '../engine/accept/accept.ts';

/** Codes of the intake with their status. The shape is that of the API. */
const statusOf = {
  UNKNOWN_INTAKE: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_AUTHENTICATED: 401,
  BODY_TOO_LARGE: 413,
  STORAGE_FULL: 507,
  UNSUPPORTED_ENCODING: 415,
  BODY_NOT_TEXT: 415,
  KEY_REUSED: 422,
  INVALID_KEY: 400,
  RUN_FAILED: 500,
  BACKLOG_FULL: 429,
  CONNECTION_UNAVAILABLE: 503,
  UNAVAILABLE: 503,
  FLOW_NOT_RUNNABLE: 503,
  FLOW_PAUSED: 503,
} as const;

export function refuse(
  response: ServerResponse,
  code: keyof typeof statusOf,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, statusOf[code], JSON.stringify({ code, message, details: [], requestId: randomUUID() }), headers);
}

/** An event that was stored, and how many runs it woke. */
type TakenEvent = { readonly kind: 'event'; readonly id: string; readonly duplicate: boolean; readonly woken: number };

export function reply(response: ServerResponse, accepted: Accepted | TakenEvent): void {
  switch (accepted.kind) {
    case 'event': {
      const { id, duplicate, woken } = accepted;
      return send(response, 202, JSON.stringify({ id, duplicate, woken }), {});
    }
    case 'busy':
      if (accepted.reason === 'paused')
        return refuse(response, 'FLOW_PAUSED', pausedWords(accepted.why), { 'retry-after': String(accepted.retryAfterSeconds) });
      if (accepted.reason === 'disk')
        return refuse(
          response,
          'STORAGE_FULL',
          'The disk is nearly full, so no more messages are taken. Nothing was stored; send it again later.',
          {
            'retry-after': String(accepted.retryAfterSeconds),
          },
        );
      return refuse(response, 'BACKLOG_FULL', 'More messages wait than this flow may have. Nothing was stored; send it again later.', {
        'retry-after': String(accepted.retryAfterSeconds),
      });
    case 'key reused':
      return refuse(
        response,
        'KEY_REUSED',
        `This Idempotency-Key came before with another body, as run ${accepted.runId}. Use a new key for a new message.`,
      );
    case 'failed':
      return refuse(response, 'RUN_FAILED', `Run ${accepted.runId}: ${accepted.message}`, tags(accepted));
    case 'parked':
      return refuse(
        response,
        'CONNECTION_UNAVAILABLE',
        `${accepted.message} The message is stored as run ${accepted.runId}: do not send it again under another key.`,
        { ...tags(accepted), 'retry-after': String(accepted.retryAfterSeconds), location: `/api/runs/${accepted.runId}` },
      );
    case 'accepted': {
      const body = accepted.duplicate
        ? { runId: accepted.runId, correlationId: accepted.correlationId, duplicate: true }
        : { runId: accepted.runId, correlationId: accepted.correlationId };
      return send(response, 202, JSON.stringify(body), { location: `/api/runs/${accepted.runId}` });
    }
    case 'answered': {
      const { status, headers, body } = accepted.answer;
      return send(response, status, accepted.duplicate ? marked(body) : body, { ...safe(headers), ...tags(accepted) });
    }
  }
}

/** What a sender is told whose message a paused flow does not take. */
export function pausedWords(why: string): string {
  const reason = why.trim().replace(/[.!\s]+$/, '');
  return `The flow is paused${reason === '' ? '' : ` (${reason})`}, so it takes no messages now. Nothing was stored; send it again later.`;
}

/** The first answer, told from it by `duplicate: true` where it is an object. */
function marked(body: string): string {
  return body.startsWith('{') && body.length > 2 ? `{"duplicate":true,${body.slice(1)}` : body;
}

function tags(accepted: { readonly runId: string; readonly correlationId: string; readonly duplicate: boolean }): Record<string, string> {
  return { 'x-run-id': accepted.runId, ...(accepted.duplicate && { 'x-duplicate': 'true' }) };
}

/** A flow may set headers, but not those that frame the answer. */
function safe(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      /^(content-length|transfer-encoding|connection|set-cookie)$/i.test(name) || /[\r\n\0]/.test(value)
        ? []
        : [[name.toLowerCase(), value]],
    ),
  );
}

function send(response: ServerResponse, status: number, body: string, headers: Readonly<Record<string, string>>): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
