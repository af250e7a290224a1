import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Flow } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { validationDetails } from '../api/http/validation-details.ts';
import { connectionRequest } from '../api/shapes/requests.ts';
import { openAuth, type SecretValues } from '../connections/connection-entry.ts';
import { policyOf } from '../connections/connection-policy.ts';
import type { OpenConnection } from '../connections/connections.ts';
import { kindOf } from '../connections/kinds/kinds.ts';
import { publicFields, type WrittenSecret, writtenSecrets } from '../connections/kinds/written-auth.ts';
import { type SecretSources, secretSources } from '../vault/secret-sources.ts';
import { type Given, UsageError } from './command.ts';
import { knowledge, readText } from './flow-file.ts';

const connectionsFile = z.record(z.string(), connectionRequest);

/** The connections of a file: `{ "erp-main": { "system": "erp", "address": "https://...", "auth": { "kind": "bearer", "secret": "..." } } }`. */
export async function readConnections(file: string, env: string, variables: Given['variables']): Promise<Map<string, OpenConnection>> {
  const sources = secretSources({ variables, folder: variables.CROSSDOCK_SECRET_FILES ?? null });
  let value: unknown;
  try {
    value = JSON.parse(await readText(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}.`);
  }
  const parsed = connectionsFile.safeParse(value);
  if (!parsed.success) {
    const details = validationDetails(parsed.error.issues).map(({ path, message }) => `${path} ${message}`);
    throw new UsageError(`${file} has connections that cannot be used: ${details.join('; ')}.`);
  }
  return new Map(Object.entries(parsed.data).map(([name, connection]) => [name, openConnection(env, name, connection, { file, sources })]));
}

function openConnection(
  env: string,
  name: string,
  { auth, address, ...rest }: z.output<typeof connectionRequest>,
  { file, sources }: { readonly file: string; readonly sources: SecretSources },
): OpenConnection {
  const kind = kindOf(auth.kind);
  const written = writtenSecrets(auth, kind);
  const missing = Object.entries(kind.secrets).find(([field, { isOptional }]) => !isOptional && !written.has(field));
  if (missing) throw new UsageError(`${file}: ${name}.auth.${missing[0]} is missing.`);
  const values = Object.fromEntries([...written].map(([field, secret]) => [field, [readable(secret)]]));
  const fields = { kind: kind.kind, ...publicFields(auth, kind) };
  return { env, name, address: address.replace(/\/+$/, ''), ...rest, auth: openAuth(kind, fields, values, sources) };
}

function readable(secret: WrittenSecret): SecretValues[string][number] {
  if (typeof secret === 'string') return { value: secret };
  return secret.from === undefined ? { value: secret.value ?? '' } : { from: secret.from };
}

/** The connections that the calls of a flow name, with the system each wants. */
export function neededConnections(flow: Flow): ReadonlyMap<string, string> {
  const needed = new Map<string, string>();
  for (const node of flow.nodes) {
    const system = knowledge.catalog.get(node.type, node.version)?.system;
    const { connection } = knowledge.configOf(node);
    if (!node.disabled && system && typeof connection === 'string') needed.set(connection, system);
  }
  return needed;
}

export type DemoSystems = { readonly connections: ReadonlyMap<string, OpenConnection>; close(): Promise<void> };

/** Demo systems in this process for the connections that nobody gave: an ERP, a shop. Null for those that need a system there is no demo of. */
export async function startDemoSystems(needed: ReadonlyMap<string, string>, env: string): Promise<DemoSystems> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-demo-'));
  const closers: (() => Promise<void>)[] = [];
  const connections = new Map<string, OpenConnection>();
  const policy = policyOf({ timeoutSeconds: 10, network: 'private' });
  const names = (system: string) => [...needed].filter(([, wanted]) => wanted === system).map(([name]) => name);
  if (names('erp').length > 0) {
    const { startErp } = await import('@crossdock/nodes/systems/erp/simulator/erp-simulator');
    const erp = await startErp({ dataFolder: join(folder, 'erp'), token: 'demo' });
    closers.push(erp.close);
    for (const name of names('erp'))
      connections.set(name, { env, name, system: 'erp', address: erp.url, auth: { kind: 'bearer', secret: 'demo' }, policy });
  }
  if (names('shopify').length > 0) {
    const { startShop } = await import('@crossdock/nodes/systems/shopify/simulator/shop-simulator');
    const shop = await startShop({ dataFolder: join(folder, 'shop'), target: () => 'http://127.0.0.1:9', secret: 'demo' });
    closers.push(shop.close);
    const auth = { kind: 'header', header: 'X-Shopify-Access-Token', secret: shop.adminToken } as const;
    for (const name of names('shopify')) connections.set(name, { env, name, system: 'shopify', address: shop.url, auth, policy });
  }
  return {
    connections,
    async close() {
      for (const close of closers) await close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
