import type { Flow } from '@crossdock/flows/document/flow';
import { Refusal } from '../api/refusal.ts';
import { type ConnectionDocument, connectionSchema } from '../connections/connection-documents.ts';
import type { EnvironmentSettings } from '../environments/environment.ts';
import type { Policy } from '../promotion/promotion.ts';
import type { Store } from '../store/store.ts';
import type { VariableChange } from '../variables/variable-book.ts';
import type { FileSources } from './state-of.ts';

/** Something that was begun, with what stood there before: enough to bring it back, also by another process after this one died. */
export type Step =
  | { readonly do: 'contract'; readonly name: string }
  | { readonly do: 'lookup'; readonly name: string; readonly version: number | null; readonly isProposal: boolean }
  | { readonly do: 'variables'; readonly before: Readonly<Record<string, VariableChange | null>> }
  | { readonly do: 'environment'; readonly settings: EnvironmentSettings; readonly policy: Policy }
  | { readonly do: 'connection'; readonly name: string; readonly before: KeptConnection | null }
  | { readonly do: 'draft'; readonly flow: string; readonly before: Flow | null }
  | { readonly do: 'deployments'; readonly before: Readonly<Record<string, number | null>> };

/** A stored connection with its secrets as they lie in the store: sealed. */
export type KeptConnection = Omit<ConnectionDocument, 'secrets'> & { readonly secrets: string | null };

export type BringBackSources = FileSources & { readonly store: Store };

export async function keptConnection(store: Store, env: string, name: string): Promise<KeptConnection | null> {
  const document = await store.collection(connectionSchema).get(`${env}/${name}`);
  return document && { ...document, secrets: document.secrets && Buffer.from(document.secrets).toString('base64') };
}

/** Undoes steps, the last one first. Resolves to what could not be undone, in sentences; published versions stay in any case, unused. */
export async function bringBack(steps: readonly Step[], env: string, sources: BringBackSources, by: string): Promise<readonly string[]> {
  const stays: string[] = [];
  for (const step of steps.toReversed())
    try {
      await undo(step, env, sources, by);
    } catch (error) {
      // What was never made needs no undoing.
      if (error instanceof Refusal && error.code.startsWith('NO_SUCH_')) continue;
      stays.push(`${nameOf(step)} could not be brought back: ${error instanceof Error ? error.message : String(error)}`);
    }
  return stays;
}

const why = 'Applying files failed; brought back';

async function undo(step: Step, env: string, sources: BringBackSources, by: string): Promise<void> {
  switch (step.do) {
    case 'contract':
      return sources.contracts.remove(step.name, by);
    case 'lookup':
      return undoLookup(step, env, sources, by);
    case 'variables':
      return sources.variables.putAll(env, step.before, { by, why });
    case 'environment':
      await sources.environments.put(env, step.settings, by);
      await sources.policies.put(env, step.policy, by);
      return;
    case 'connection':
      return undoConnection(step, env, sources, by);
    case 'draft':
      if (step.before) await sources.flows.replace(step.flow, { flow: step.before, by });
      else await sources.flows.remove(step.flow, by);
      return;
    case 'deployments':
      // What ran there a moment ago may come back, also where new versions need a promotion.
      await sources.flows.rollbackAll(
        env,
        Object.entries(step.before).map(([flow, version]) => ({ flow, version })),
        { by, why, restoreConfiguration: false },
      );
      return;
    default:
      return step satisfies never;
  }
}

async function undoLookup(
  { name, version, isProposal }: Step & { do: 'lookup' },
  env: string,
  { lookups }: FileSources,
  by: string,
): Promise<void> {
  const now = lookups.withProposed(env).find((table) => table.name === name);
  if (isProposal) {
    const decision = { by: { id: null, name: by }, isInstallation: true, version: now?.draft?.version ?? 0, why };
    if (now?.draft) await lookups.reject(env, name, decision);
  } else if (version === null) await lookups.remove(env, name, by);
  else if (now && now.version !== version) await lookups.bringBack(env, name, version, { by, why });
}

/** As it lay in the store, with its secrets, which no other way brings back once its kind has changed. */
async function undoConnection(
  { name, before }: Step & { do: 'connection' },
  env: string,
  { connections, store }: BringBackSources,
  by: string,
): Promise<void> {
  if (!before) {
    await connections.remove(env, name, by);
    return;
  }
  const documents = store.collection(connectionSchema);
  const now = await documents.get(before.id);
  if (now?.updatedAt === before.updatedAt) return;
  const secrets = before.secrets === null ? null : Buffer.from(before.secrets, 'base64');
  await documents.upsert({ ...before, secrets, updatedAt: Math.max(before.updatedAt, now?.updatedAt ?? 0) + 1 });
  await connections.reload();
}

function nameOf(step: Step): string {
  switch (step.do) {
    case 'contract':
    case 'lookup':
    case 'connection':
      return `The ${step.do} "${step.name}"`;
    case 'variables':
      return 'The variables';
    case 'environment':
      return 'The settings of the environment';
    case 'draft':
      return `The draft of "${step.flow}"`;
    case 'deployments':
      return 'What runs';
    default:
      return step satisfies never;
  }
}
