import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { Egress } from '../egress/egress.ts';
import type { Transport } from '../engine/calls/http-transport.ts';
import type { CollectionSchema, Store } from '../store/store.ts';
import { SecretMissing } from '../vault/secret-sources.ts';
import { type ConnectionCheck, checkConnection } from './check/check-connection.ts';
import type { ConnectionBook, ShownConnection } from './connection-book.ts';
import { type ConnectionWarning, warningsOf } from './connection-warnings.ts';
import type { OpenConnection } from './connections.ts';
import { kindOf } from './kinds/kinds.ts';
import { type Falling, nextWindow, windowAt } from './maintenance-window.ts';
import type { TokenBook, TokenState } from './tokens/token-book.ts';

/** What a person asks of a connection: does it work, and does anything need me? */
export type ConnectionCare = {
  /** null: there is none. The outcome is kept. */
  test(env: string, name: string, path: string, by: string): Promise<ConnectionCheck | null>;
  of(shown: ShownConnection): Promise<Condition>;
};

export type Condition = {
  readonly warnings: readonly ConnectionWarning[];
  /** null: its kind has none. */
  readonly token: TokenState | null;
  readonly lastTest: LastTest | null;
  readonly maintenance: Falling | null;
  readonly nextMaintenance: Falling | null;
};

export type LastTest = { readonly at: string; readonly ok: boolean; readonly ms: number; readonly words: string; readonly by: string };

type TestDocument = {
  /** `env/name` of the connection. */
  readonly id: string;
  readonly at: number;
  readonly ok: number;
  readonly ms: number;
  readonly words: string;
  readonly by: string;
};

const testSchema: CollectionSchema<TestDocument> = {
  name: 'connectionTests',
  fields: { at: 'number', ok: 'number', ms: 'number', words: 'body', by: 'text' },
};

export function createConnectionCare(resources: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly egress: Egress;
  readonly transport: Transport;
  readonly tokens: TokenBook;
  readonly connections: ConnectionBook;
}): ConnectionCare {
  const { store, clock, audit, egress, transport, tokens, connections } = resources;
  const tests = store.collection(testSchema);

  return {
    async test(env, name, path, by) {
      const connection = connections.open(env, name);
      if (!connection) return null;
      // Somebody has corrected something and wants to know: what was refused before is asked again.
      if (kindOf(connection.auth.kind).token) await tokens.changed(env, name, false);
      const check = await checkConnection(connection, path, { egress, transport, tokens, now: clock.now() });
      const { words } = check.steps.findLast(({ ok }) => !ok) ?? (check.steps.at(-1) as ConnectionCheck['steps'][number]);
      const id = `${env}/${name}`;
      await tests.upsert({ id, at: clock.now(), ok: check.ok ? 1 : 0, ms: check.ms, words, by });
      await audit.record({ by, act: 'connection.tested', subject: id, env, details: { ok: check.ok, words } });
      return check;
    },

    async of(shown) {
      const { env, name, policy } = shown;
      const connection = connections.open(env, name);
      const hasToken = connection !== null && kindOf(connection.auth.kind).token !== undefined;
      const [token, last] = await Promise.all([hasToken ? tokens.state(connection) : null, tests.get(`${env}/${name}`)]);
      const now = clock.now();
      return {
        warnings: warningsOf(shown, { now, token, unreadable: connection && shown.auth.hasSecret ? unreadable(connection) : null }),
        token,
        lastTest: last && { at: new Date(last.at).toISOString(), ok: last.ok === 1, ms: last.ms, words: last.words, by: last.by },
        maintenance: windowAt(policy.maintenance, now),
        nextMaintenance: nextWindow(policy.maintenance, now),
      };
    },
  };
}

/** Why a secret that lies outside cannot be read in this process; null: it can. */
function unreadable({ auth }: OpenConnection): string | null {
  try {
    if (auth.kind === 'webhook-secret') void auth.secrets;
    else for (const field of Object.keys(kindOf(auth.kind).secrets)) void (auth as unknown as Record<string, unknown>)[field];
    return null;
  } catch (error) {
    if (error instanceof SecretMissing) return error.message;
    throw error;
  }
}
