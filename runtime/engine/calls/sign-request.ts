import { ConnectionUnusable } from '../../connections/connection-unusable.ts';
import type { OpenConnection } from '../../connections/connections.ts';
import type { RequestToSign, Signature } from '../../connections/kinds/kind.ts';
import { kindOf } from '../../connections/kinds/kinds.ts';
import type { TokenBook } from '../../connections/tokens/token-book.ts';
import { SecretMissing } from '../../vault/secret-sources.ts';

/** What puts a connection's credentials on its requests. */
export type Signer = {
  /** At once where nothing has to be waited for. Throws or rejects with ConnectionUnusable, RetryLater. */
  sign(request: Omit<RequestToSign, 'origin' | 'at'>): Signature | Promise<Signature>;
  /** The system did not accept what was on a request. Resolves to whether to try once more with something newer. */
  refused(signature: Signature): Promise<boolean>;
  /** What it got in exchange for the connection's own secrets. */
  secrets(): readonly string[];
};

const unsigned: Signature = {};

/** What is the same for all requests is worked out once, unless it lies outside and may change. */
export function signerOf(connection: OpenConnection, tokens: TokenBook | undefined): Signer {
  const { auth, address } = connection;
  const kind = kindOf(auth.kind);
  if (kind.token) return byToken(connection, tokens);
  const fixed = (sign: Signer['sign']): Signer => ({ sign, refused: async () => false, secrets: () => [] });
  if (!kind.sign) return fixed(() => unsigned);
  const { origin } = new URL(address);
  const sign = (request: Omit<RequestToSign, 'origin' | 'at'>) =>
    outsideRead(connection, () => kind.sign?.(auth as never, { ...request, origin, at: Date.now() }) ?? unsigned);
  if (!kind.isSameForAll || hasOutside(auth)) return fixed(sign);
  const same = sign({ method: 'GET', path: '/', query: '', body: undefined });
  return fixed(() => same);
}

/** The address of a request below its origin, with what the credentials add to it. */
export function withQuery(path: string, query: string, signature: Signature): string {
  const added = signature.query ? new URLSearchParams(signature.query).toString() : '';
  const whole = query && added ? `${query}&${added}` : query || added;
  return whole ? `${path}?${whole}` : path;
}

/** Secrets that lie outside are properties that are read at each use. */
export function hasOutside(auth: OpenConnection['auth']): boolean {
  return Object.values(Object.getOwnPropertyDescriptors(auth)).some(({ get }) => get !== undefined);
}

/** A secret that lies outside and cannot be read makes the connection unusable until somebody puts it there. */
export function outsideRead<T>({ name }: OpenConnection, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SecretMissing)) throw error;
    throw new ConnectionUnusable(
      'SECRET_MISSING',
      `A secret of ${name} cannot be read. ${error.message} Nothing was sent for this item, and it counts as no attempt; it is tried again by itself.`,
    );
  }
}

function byToken(connection: OpenConnection, tokens: TokenBook | undefined): Signer {
  if (!tokens) throw new Error(`${connection.name} needs tokens, which nobody gets here`);
  const source = tokens.of(connection);
  const signed = (token: string): Signature => ({ headers: { authorization: `Bearer ${token}` } });
  return {
    sign() {
      const token = source.now();
      if (token !== undefined) return signed(token);
      return source.get().then(signed, (error: unknown) => outsideRead(connection, () => Promise.reject(error as Error)));
    },
    refused: (signature) => source.refused((signature.headers?.authorization ?? '').slice('Bearer '.length)),
    secrets: source.secrets,
  };
}
