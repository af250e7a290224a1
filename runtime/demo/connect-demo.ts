import type { ConnectionBook, ConnectionChange } from '../connections/connection-book.ts';
import { policyOf } from '../connections/connection-policy.ts';

/**
 * Points a connection of the reference flows at a demo system, whose address differs from start to start. A connection that somebody has pointed at
 * a system of their own is left alone.
 */
export async function connectDemo(
  book: ConnectionBook,
  env: string,
  name: string,
  change: Omit<ConnectionChange, 'policy'>,
): Promise<void> {
  const before = book.open(env, name);
  if (before && !before.address.startsWith('http://127.0.0.1:')) return;
  await book.put(
    env,
    name,
    { ...change, policy: { ...(before?.policy ?? policyOf({ concurrency: 32, timeoutSeconds: 10 })), network: 'private' } },
    'Crossdock',
  );
}
