import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A carrier's API with a token server of its own (RFC 6749 section 4.4): one client, one secret, one path that can be read. */
export type CarrierSystem = {
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly secret: string;
  /** Tokens given out so far. */
  readonly given: () => number;
  close(): Promise<void>;
};

export async function carrierSystem(): Promise<CarrierSystem> {
  const [clientId, secret] = ['crossdock', 'carrier-secret-1'];
  let given = 0;
  const server = createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url === '/token') {
      const isKnown = request.headers.authorization === `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`;
      if (!isKnown) return answer(401, { error: 'invalid_client', error_description: 'The client secret is wrong.' });
      given++;
      return answer(200, { access_token: `token-${given}`, token_type: 'Bearer', expires_in: 3600 });
    }
    const isAllowed = /^Bearer token-\d+$/.test(request.headers.authorization ?? '');
    return isAllowed ? answer(200, { ok: true }) : answer(401, { error: 'no token' });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    tokenUrl: `${url}/token`,
    clientId,
    secret,
    given: () => given,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
