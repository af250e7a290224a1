import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock/clock.ts';
import { readEgress } from '../config.ts';
import { createTokenAsker } from '../connections/tokens/ask-token.ts';
import { createTokenBook } from '../connections/tokens/token-book.ts';
import { createEgress } from '../egress/egress.ts';
import { httpTransport, type Transport } from '../engine/calls/http-transport.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { createVault } from '../vault/envelope.ts';
import type { Given } from './command.ts';

/**
 * How a command reaches systems: whoever runs it may reach what this machine reaches, unless a variable says otherwise. Tokens are kept on a folder that is thrown
 * away, under a key that nobody keeps.
 */
export async function openOwnTransport(variables: Given['variables']): Promise<Transport> {
  const egress = createEgress(readEgress(variables, 'private'));
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-tokens-'));
  const store = await openSqliteStore({ file: join(folder, 'tokens.db') });
  const key = randomBytes(32);
  const vault = createVault({ newest: () => ({ number: 1, key }), byNumber: () => key });
  const asker = createTokenAsker(egress);
  const transport = httpTransport({ egress, tokens: createTokenBook({ store, clock: systemClock, vault, asker }) });
  return {
    ...transport,
    async close() {
      await transport.close();
      await asker.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
