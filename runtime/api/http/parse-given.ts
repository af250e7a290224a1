import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { Request } from 'express';
import type { z } from 'zod';
import { type Detail, Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { validationDetails } from './validation-details.ts';

/** Path, query and body of a request as its route declares them. Throws INVALID_REQUEST with everything that is wrong at once. */
export function parseGiven(route: Route, request: Request): { readonly params: unknown; readonly query: unknown; readonly body: unknown } {
  const details: Detail[] = [];
  const parse = (schema: z.ZodType | undefined, value: unknown, place: string): unknown => {
    const parsed = schema?.safeParse(value);
    if (parsed && !parsed.success) details.push(...validationDetails(parsed.error.issues, place));
    return parsed?.data;
  };
  const body = route.method === 'EVENTS' || !route.body ? undefined : jsonOf(request);
  const given = {
    params: parse(route.params, request.params, 'path'),
    query: parse(route.query, request.query, 'query'),
    body: route.method === 'EVENTS' ? undefined : parse(route.body, body, 'body'),
  };
  if (details.length === 0) return given;
  const first = details[0];
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : '';
  throw new Refusal('INVALID_REQUEST', `${first?.path} ${first?.message}${more}.`, details);
}

/** The body, with every digit of its numbers. */
function jsonOf(request: Request): unknown {
  const bytes: unknown = request.body;
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) {
    if (!request.headers['content-type'] || request.is('application/json')) {
      throw new Refusal('INVALID_REQUEST', 'The body is missing: send JSON.', [
        { path: 'body', message: 'is missing; send a JSON object' },
      ]);
    }
    throw new Refusal(
      'WRONG_CONTENT_TYPE',
      `The body must be JSON: send it with the header "Content-Type: application/json", not "${request.headers['content-type']}".`,
    );
  }
  try {
    return parseExactJson(bytes.toString('utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'it cannot be read';
    throw new Refusal('MALFORMED_JSON', `The body is not JSON: ${reason}.`, [{ path: 'body', message: reason }]);
  }
}
