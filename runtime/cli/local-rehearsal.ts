import { systemClock } from '../clock/clock.ts';
import type { OpenConnection } from '../connections/connections.ts';
import type { Transport } from '../engine/calls/http-transport.ts';
import type { Setup } from '../files/setup.ts';
import type { LookupTables } from '../lookups/lookup-tables.ts';
import { createRehearsal, type Rehearsal } from '../rehearsal/rehearse.ts';
import { loadBundle } from '../sandbox/bundle.ts';
import { createProcessSandbox } from '../sandbox/process-sandbox.ts';
import { knowledge } from './flow-file.ts';
import { contractsWith, variablesIn } from './surroundings.ts';

/** Runs test cases in this process, with a sandbox of its own. `connections`: what cases whose systems are live talk to, `live`: how. `around`: the exported environment that the flows lie in. */
export async function openLocalRehearsal(
  connections: ReadonlyMap<string, OpenConnection> = new Map(),
  tables?: LookupTables,
  live?: Transport,
  around?: Setup,
): Promise<Rehearsal> {
  const sandbox = createProcessSandbox({ bundle: await loadBundle(), clock: systemClock });
  const rehearsal = createRehearsal({
    sandbox,
    isCalling: (node) => ['effect', 'read'].includes(knowledge.catalog.get(node.type, node.version)?.kind ?? ''),
    ...(tables && { tables }),
    ...(live && { live: () => live }),
    ...(around && { contracts: contractsWith(around), variables: variablesIn(around) }),
    connections: (_, name) => connections.get(name) ?? null,
    patienceMs: 60_000,
  });
  return {
    report: rehearsal.report,
    async close() {
      await rehearsal.close();
      await sandbox.close();
    },
  };
}
