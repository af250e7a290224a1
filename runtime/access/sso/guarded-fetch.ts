import type { CustomFetch } from 'openid-client';
import { Agent, fetch } from 'undici';
import type { Egress } from '../../egress/egress.ts';

/** Longest that a connection to a provider may take to open, ms. */
const patience = 10_000;

/** A `fetch` that goes only where this installation may call; the addresses that a provider names (tokens, keys, user info) are checked like its own. */
export function guardedFetch(egress: Pick<Egress, 'guard'>, network: 'public' | 'private'): CustomFetch {
  return async (url, { body, headers, method, signal }) => {
    const dispatcher = new Agent({ connect: { timeout: patience, ...egress.guard(url, { network }) } });
    try {
      const answer = await fetch(url, {
        headers,
        method,
        redirect: 'manual',
        dispatcher,
        ...(body != null && { body }),
        ...(signal && { signal }),
      });
      // Read while the connection is there: what providers answer is small.
      const bytes = await answer.arrayBuffer();
      return new Response(bytes.byteLength === 0 ? null : bytes, { status: answer.status, headers: [...answer.headers] });
    } finally {
      await dispatcher.close();
    }
  };
}
