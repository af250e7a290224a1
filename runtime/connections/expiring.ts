import type { Log } from '../engine/log.ts';
import type { ConnectionBook } from './connection-book.ts';
import { earliestExpiry } from './connection-warnings.ts';

export type Expiring = { readonly env: string; readonly name: string; readonly expiresAt: number };

/** The connections of these environments whose secrets or certificates end some day, and when the first of them does, ms. */
export function expiring(connections: Pick<ConnectionBook, 'list'>, envs: readonly string[]): readonly Expiring[] {
  return envs.flatMap((env) =>
    connections.list(env).flatMap((shown) => {
      const expiresAt = earliestExpiry(shown);
      return expiresAt === null ? [] : [{ env, name: shown.name, expiresAt: Date.parse(expiresAt) }];
    }),
  );
}

/** ms */
const soon = 14 * 86_400_000;

/** Says in the log what ends within two weeks or has ended. */
export function logExpiring(all: readonly Expiring[], now: number, log: Log): void {
  for (const { env, name, expiresAt } of all) {
    if (expiresAt - now > soon) continue;
    const fact = { connection: `${env}/${name}`, expiresAt: new Date(expiresAt).toISOString() };
    log.warn(fact, expiresAt <= now ? 'a secret of this connection has expired' : 'a secret of this connection expires soon');
  }
}
