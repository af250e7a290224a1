import type { HttpAnswer } from '@crossdock/nodes/contract/http';
import type { OpenConnection } from '../connections.ts';
import { kindOf } from '../kinds/kinds.ts';

export type AnswerVerdict =
  | { readonly ok: true; readonly words: string }
  | { readonly ok: false; readonly words: string; readonly remedy: string };

/** What an answer to one GET says of a connection. Pure. Nothing of the body is repeated: it may hold what it should not. */
export function judgeAnswer(
  { status, headers }: Pick<HttpAnswer, 'status' | 'headers'>,
  { auth }: Pick<OpenConnection, 'auth'>,
  path: string,
): AnswerVerdict {
  if (status >= 200 && status < 300) return { ok: true, words: `GET ${path} was answered with ${status}.` };
  if (status === 401) return refused(auth.kind, `The server answered 401: ${notAccepted(auth.kind)}.`, path);
  if (status === 403)
    return {
      ok: false,
      words: `The server answered 403: it knows who calls, but does not allow GET ${path}.`,
      remedy: 'Give the account at the system the right to it, or test with a path that it may read.',
    };
  if (status === 404 || status === 405)
    return {
      ok: false,
      words: `The server answered ${status}: it was reached, but has nothing to read at ${path}.`,
      remedy: 'Test with a path that can be read, such as /health or a list of few records; check the path of the address.',
    };
  if (status === 407)
    return {
      ok: false,
      words: 'A proxy on the way answered 407: it wants credentials of its own.',
      remedy: 'Have the way to the system opened without it.',
    };
  if (status === 429)
    return {
      ok: true,
      words: `The server answered 429: it was reached and asks for fewer calls${headers['retry-after'] ? ` for ${headers['retry-after']} s` : ''}.`,
    };
  if (status >= 300 && status < 400)
    return {
      ok: false,
      words: `The server answered ${status}: it sends callers elsewhere${whereTo(headers.location)}, and Crossdock does not follow with credentials.`,
      remedy: 'Give the address that it sends to, when you know it is the right one.',
    };
  if (status >= 500)
    return {
      ok: false,
      words: `The server answered ${status}: it was reached, and failed itself.`,
      remedy: 'Try again in a moment; if it stays so, ask whoever runs the system.',
    };
  return {
    ok: false,
    words: `The server answered ${status} to GET ${path}.`,
    remedy: 'Test with a path that can be read without parameters.',
  };
}

function refused(kind: OpenConnection['auth']['kind'], words: string, path: string): AnswerVerdict {
  const remedy =
    kind === 'none'
      ? `Choose how the system wants its callers to sign in; GET ${path} needs it.`
      : kind === 'hmac'
        ? 'Compare what is signed, and how it is written, with what the system describes; also the time of this machine.'
        : kind === 'oauth1'
          ? 'Compare realm, consumer and token with those of the system, and the time of this machine.'
          : `Set the ${Object.values(kindOf(kind).secrets)[0]?.title.toLowerCase() ?? 'secret'} anew, and check that it belongs to this environment.`;
  return { ok: false, words, remedy };
}

function notAccepted(kind: OpenConnection['auth']['kind']): string {
  switch (kind) {
    case 'none':
      return 'it wants credentials';
    case 'basic':
      return 'user and password were not accepted';
    case 'header':
    case 'query':
      return 'the API key was not accepted';
    case 'bearer':
    case 'oauth2-client':
    case 'oauth2-code':
      return 'the token was not accepted';
    case 'hmac':
    case 'oauth1':
      return 'the signature was not accepted';
    default:
      return 'the credentials were not accepted';
  }
}

/** Only the place: what stands behind it may hold a secret. */
function whereTo(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return '';
  return ` (${new URL(location).host})`;
}
