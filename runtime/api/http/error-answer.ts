import type { ErrorRequestHandler } from 'express';
import type { Log } from '../../engine/log.ts';
import { StoreUnavailable } from '../../store/store.ts';
import { errorCodes } from '../error-codes.ts';
import { Refusal } from '../refusal.ts';

/** The one place where errors become answers: `{ code, message, details, requestId }`, never a stack. */
export function errorAnswer(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const requestId = String(response.getHeader('x-request-id') ?? '');
    const refusal = refusalOf(error);
    const status = errorCodes[refusal.code];
    if (status >= 500) log.error({ err: error, requestId, method: request.method, path: request.path }, 'a request could not be answered');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (status === 503) response.set('retry-after', '2');
    if (status === 429) response.set('retry-after', /(\d+) seconds/.exec(refusal.message)?.[1] ?? '60');
    if (status === 401) response.set('www-authenticate', 'Bearer');
    // Without the rest of a body that was not read, the connection cannot be used again.
    if (!request.complete) response.set('connection', 'close');
    response.status(status).json({ ...refusal.more, code: refusal.code, message: refusal.message, details: refusal.details, requestId });
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof StoreUnavailable)
    return new Refusal('STORE_UNAVAILABLE', 'The store cannot be reached or written at the moment. Nothing was changed; try again.');
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return new Refusal('BODY_TOO_LARGE', 'The body is larger than 2 MB.');
  if (type === 'encoding.unsupported')
    return new Refusal('WRONG_CONTENT_TYPE', 'The body is compressed in a way that is not understood: send it plain or as gzip.');
  if (type === 'request.aborted' || type === 'request.size.invalid') return new Refusal('INVALID_REQUEST', 'The body ended too early.');
  if (error instanceof URIError || (error instanceof Error && 'status' in error && error.status === 400)) {
    return new Refusal('INVALID_REQUEST', 'The request cannot be read: its path or body is badly encoded.');
  }
  return new Refusal('INTERNAL', 'Crossdock could not do this because of a fault of its own. The log has more under this requestId.');
}
