import { NodeError } from '../contract/errors.ts';
import type { HttpAnswer, HttpRequest } from '../contract/http.ts';
import { parseExact } from '../library/exact-json.ts';
import { parsePath, valueAt } from '../library/path.ts';

export type PagingRule =
  | { readonly kind: 'link'; readonly next: string }
  | { readonly kind: 'cursor'; readonly parameter: string; readonly next: string }
  | { readonly kind: 'page'; readonly parameter: string; readonly first: number; readonly records: string };

/** The request for the page behind this answer; undefined when it was the last. `pages` counts those read so far. */
export function nextPage(rule: PagingRule, request: HttpRequest, answer: HttpAnswer, pages: number): HttpRequest | undefined {
  switch (rule.kind) {
    case 'link': {
      const link = rule.next === '' ? nextInHeader(answer.headers.link) : textAt(answer.body, rule.next);
      return link === undefined ? undefined : followed(request, link);
    }
    case 'cursor': {
      const cursor = textAt(answer.body, rule.next);
      return cursor === undefined ? undefined : withParameter(request, rule.parameter, cursor);
    }
    case 'page': {
      const records = valueAt(read(answer.body), parsePath(rule.records));
      const isLast = !Array.isArray(records) || records.length === 0;
      return isLast ? undefined : withParameter(request, rule.parameter, String(rule.first + pages));
    }
  }
}

/** The target of `rel="next"` in a Link header (RFC 8288). */
export function nextInHeader(header: string | undefined): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*!#$&+.^`|~-]+(?:\s*=\s*(?:"[^"]*"|[^",;\s]+))?)*)/g,
  ))
    if (/;\s*rel\s*=\s*(?:"(?:[^"]*\s)?next(?:\s[^"]*)?"|next(?![\w-]))/i.test(parameters)) return target;
  return undefined;
}

/**
 * A next link as a request on the same connection. Only path and query are taken, never scheme, host or port, so that a page cannot send the
 * connection's credentials elsewhere; a link to another path is refused.
 */
function followed(request: HttpRequest, link: string): HttpRequest {
  const base = new URL(request.path, 'http://connection.invalid');
  const target = URL.canParse(link, base) ? new URL(link, base) : undefined;
  // Below the connection's address, which may have a path of its own, the link ends as the first request did.
  if (!target?.pathname.endsWith(base.pathname))
    throw new NodeError(
      'LINK_LEAVES',
      `The link to the next page, "${link.slice(0, 200)}", does not lead to the path that was asked for. It was not followed.`,
    );
  return { ...request, query: Object.fromEntries(target.searchParams) };
}

function withParameter(request: HttpRequest, name: string, value: string): HttpRequest {
  return { ...request, query: { ...request.query, [name]: value } };
}

function textAt(body: string, path: string): string | undefined {
  const value = valueAt(read(body), parsePath(path));
  return value === undefined || value === null || value === '' || value === false ? undefined : String(value);
}

function read(body: string): unknown {
  if (body.trim() === '') return undefined;
  try {
    return parseExact(body);
  } catch {
    throw new NodeError('ANSWER_NOT_JSON', `A page of the answer is not JSON. It begins: ${body.slice(0, 120)}`);
  }
}
