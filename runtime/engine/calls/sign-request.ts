import type { OpenConnection } from '../../connections/connections.ts';
import type { RequestToSign, Signature } from '../../connections/kinds/kind.ts';
import { kindOf } from '../../connections/kinds/kinds.ts';

/** Puts a connection's credentials on a request. Throws SecretMissing when they lie outside and cannot be read. */
export type Signer = (request: Omit<RequestToSign, 'origin' | 'at'>) => Signature;

const unsigned: Signature = {};

/** What is the same for all requests is worked out once, unless it lies outside and may change. */
export function signerOf({ auth, address }: OpenConnection): Signer {
  const kind = kindOf(auth.kind);
  if (!kind.sign) return () => unsigned;
  const { origin } = new URL(address);
  const sign: Signer = (request) => kind.sign?.(auth as never, { ...request, origin, at: Date.now() }) ?? unsigned;
  if (!kind.isSameForAll || hasOutside(auth)) return sign;
  const same = sign({ method: 'GET', path: '/', query: '', body: undefined });
  return () => same;
}

/** The address of a request below its origin, with what the credentials add to it. */
export function withQuery(path: string, query: string, signature: Signature): string {
  const added = signature.query ? new URLSearchParams(signature.query).toString() : '';
  const whole = query && added ? `${query}&${added}` : query || added;
  return whole ? `${path}?${whole}` : path;
}

/** Secrets that lie outside are properties that are read at each use. */
function hasOutside(auth: OpenConnection['auth']): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(auth)).some(({ get }) => get !== undefined);
}
