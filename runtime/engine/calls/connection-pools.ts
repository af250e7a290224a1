import { createHash } from 'node:crypto';
import { NodeError } from '@crossdock/nodes/contract/errors';
import { Pool } from 'undici';
import type { OpenConnection } from '../../connections/connections.ts';
import type { TlsIdentity } from '../../connections/kinds/kind.ts';
import { kindOf } from '../../connections/kinds/kinds.ts';
import { type Egress, EgressDenied } from '../../egress/egress.ts';
import { outsideRead } from './sign-request.ts';

/** Open sockets, kept for the next call. */
export type Pools = {
  /** Throws NodeError when the address may not be called, ConnectionUnusable when its certificate cannot be read. */
  of(connection: OpenConnection): Pool;
  close(): Promise<void>;
};

/** For a connection that gives its calls more, ms. */
const connectTimeout = 10_000;

/** One pool for all connections that go the same way: same origin, same rules, same certificate. */
export function createPools(egress: Egress): Pools {
  const pools = new Map<string, Pool>();
  const known = new WeakMap<OpenConnection, Pool>();
  /** The pool of each connection with a certificate, so that an old one is let go. */
  const withCertificate = new Map<string, string>();

  function open(connection: OpenConnection): { readonly pool: Pool; readonly isFixed: boolean } {
    const { address, policy, env, name, auth } = connection;
    const { origin } = new URL(address);
    const timeout = Math.min(policy.timeoutSeconds * 1000, connectTimeout);
    const kind = kindOf(auth.kind);
    const identity = kind.tls && outsideRead(connection, () => kind.tls?.(auth as never));
    const key = [origin, timeout, policy.network, identity ? `${env}/${name} ${digest(identity)}` : ''].join(' ');
    let pool = pools.get(key);
    if (!pool) {
      const guard = guardOf(connection);
      pool = new Pool(origin, {
        connections: 500,
        pipelining: 1,
        connect: { timeout, ...guard, ...tlsOf(identity) },
        keepAliveTimeout: 30_000,
      });
      pools.set(key, pool);
    }
    if (identity) replaced(`${env}/${name}`, key);
    return { pool, isFixed: identity === undefined };
  }

  function replaced(id: string, key: string): void {
    const before = withCertificate.get(id);
    withCertificate.set(id, key);
    if (before === undefined || before === key) return;
    const old = pools.get(before);
    pools.delete(before);
    // What is under way ends with the certificate it began with.
    old?.close().catch(() => {});
  }

  function guardOf({ name, address, policy }: OpenConnection) {
    try {
      return egress.guard(address, policy);
    } catch (error) {
      if (!(error instanceof EgressDenied)) throw error;
      throw new NodeError(error.code, `${name} was not called. ${error.message}`);
    }
  }

  return {
    of(connection) {
      const pool = known.get(connection);
      if (pool) return pool;
      const opened = open(connection);
      // A certificate may lie outside, where somebody replaces it.
      if (opened.isFixed) known.set(connection, opened.pool);
      return opened.pool;
    },
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
      pools.clear();
    },
  };
}

function tlsOf(identity: TlsIdentity | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(identity ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function digest(identity: TlsIdentity): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
}
