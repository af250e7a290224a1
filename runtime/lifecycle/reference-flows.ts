import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { Refusal } from '../api/refusal.ts';
import type { Log } from '../engine/log.ts';
import type { Flows } from './flows.ts';

/** A flow that comes with Crossdock, to start from. */
export type ReferenceFlow = { readonly id: string; readonly name: string; readonly purpose: string; readonly flow: Flow };

/** The `*.flow.json` files of a folder, by name. A file that cannot be read is logged and left out. */
export async function readReferenceFlows(folder: string, log: Log): Promise<readonly ReferenceFlow[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.flow.json')).sort();
  const flows = await Promise.all(
    files.map(async (file) => {
      const read = readFlow(await readFile(join(folder, file), 'utf8'));
      if (read.ok) return [{ id: read.flow.id, name: read.flow.name, purpose: read.flow.purpose, flow: read.flow }];
      log.error({ file, problems: read.problems }, 'a reference flow cannot be read');
      return [];
    }),
  );
  return flows.flat();
}

/** Imports, publishes and deploys the reference flows that were never here. One that people have changed or removed is left alone. */
export async function deployReferenceFlows(flows: Flows, references: readonly ReferenceFlow[], env: string, log: Log): Promise<void> {
  const by = 'Crossdock';
  for (const { id, name, flow } of references) {
    try {
      await flows.create({ name, flow, by });
      await flows.publish(id, { note: 'Comes with Crossdock', deployTo: [env], by });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code !== 'FLOW_EXISTS')
        log.error({ flow: id, code: error.code, details: error.details }, `a reference flow was not deployed: ${error.message}`);
    }
  }
}
