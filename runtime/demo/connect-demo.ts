import type { Audit } from '../audit/audit.ts';
import type { ConnectionBook, ConnectionChange } from '../connections/connection-book.ts';
import { policyOf } from '../connections/connection-policy.ts';
import type { OpenConnection } from '../connections/connections.ts';

export type DemoConnections = {
  readonly book: ConnectionBook;
  readonly audit: Pick<Audit, 'list'>;
  /** The first one is what the demo shop sends to. */
  readonly envs: readonly string[];
};

const by = 'Crossdock';

/**
 * Points a connection of the reference flows at a demo system, in every environment, so that they can be promoted. One that somebody has pointed at a system of
 * their own, or taken away, is left alone; in the first environment the demo needs it.
 */
export async function connectDemo(
  { book, audit, envs }: DemoConnections,
  name: string,
  change: Omit<ConnectionChange, 'policy'>,
): Promise<void> {
  for (const [i, env] of envs.entries()) {
    const before = book.open(env, name);
    if (before && (!isDemo(before) || isSame(before, change))) continue;
    if (!before && i > 0 && (await audit.list({ subject: `${env}/${name}`, limit: 1 })).items.length > 0) continue;
    const policy = before?.policy ?? policyOf({ concurrency: 32, timeoutSeconds: 10 });
    await book.put(env, name, { ...change, policy: { ...policy, network: 'private' } }, by);
  }
}

const isDemo = ({ address }: OpenConnection) => address.startsWith('http://127.0.0.1:');

function isSame({ address, auth, policy }: OpenConnection, change: Omit<ConnectionChange, 'policy'>): boolean {
  const secretOf = (given: object) =>
    'secrets' in given && Array.isArray(given.secrets) ? given.secrets[0] : (given as { secret?: unknown }).secret;
  return (
    address === change.address && policy.network === 'private' && auth.kind === change.auth.kind && secretOf(auth) === secretOf(change.auth)
  );
}
