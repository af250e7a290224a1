import createClient, { type Middleware } from 'openapi-fetch';
import { failureOf, failureWithoutAnswer } from './api-failure.ts';
import type { paths } from './openapi.d.ts';

/** How long a call may take, in seconds. */
const patience = 10;

let csrfToken = '';
/** Sets the token that every changing call sends in `x-csrf-token`. */
export function rememberCsrfToken(token: string): void {
  csrfToken = token;
}

const withCsrfToken: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET' && csrfToken !== '') request.headers.set('x-csrf-token', csrfToken);
    return request;
  },
};

/** The API, typed by its OpenAPI document. Wrap each call in `reply`. */
export const client = createClient<paths>({ baseUrl: '', credentials: 'same-origin', fetch: patientFetch });
client.use(withCsrfToken);

/** The body of a good answer; anything else is thrown as an `ApiFailure`. */
export async function reply<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw failureOf(response.status, error);
  return data as T;
}

async function patientFetch(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience * 1000)]) });
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw failureWithoutAnswer(cause, patience);
  }
}
