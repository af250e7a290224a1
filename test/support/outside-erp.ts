import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Erp, startErp } from '@crossdock/nodes/systems/erp/simulator/erp-simulator';
import type { ApiClient } from './api-client.ts';

const token = 'erp-token-of-the-tests';

/** The ERP simulator in the process of the test, so that it lives on, and behaves as before, when the server is killed. */
export async function startOutsideErp(): Promise<Erp> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-test-erp-'));
  const erp = await startErp({ dataFolder: folder, token });
  return {
    ...erp,
    async close() {
      await erp.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Points the ERP connection of the reference flow at this address, for good: the demo moves only connections by the number 127.0.0.1. */
export async function connectErp(
  api: ApiClient,
  address: string,
  policy: { concurrency?: number; timeoutSeconds?: number; breaker?: object } = {},
): Promise<void> {
  await api.put('/connections/dev/erp-main', {
    system: 'erp',
    address: address.replace('127.0.0.1', 'localhost'),
    auth: { kind: 'bearer', secret: token },
    policy: { concurrency: 32, timeoutSeconds: 10, ...policy },
  });
}
