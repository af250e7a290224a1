import { createHash } from 'node:crypto';
import { variablesOf } from '@crossdock/flows/check/variable-uses';
import { connectionsOf } from '../lifecycle/connections-of.ts';
import { broughtContracts } from './bundle/released-contracts.ts';
import { currentHash } from './content.ts';
import type { BaseItem, Item } from './promotion.ts';
import type { PromotionResources } from './resources.ts';

type BaseResources = Pick<PromotionResources, 'store' | 'deployments' | 'lookups' | 'versions' | 'variables' | 'connections' | 'knowledge'>;

/** What the target has in place of each item, and what the item would meet there: what it changes is shown against exactly this. */
export async function baseOf(items: readonly Item[], to: string, resources: BaseResources): Promise<readonly BaseItem[]> {
  const hasContracts = items.some(({ kind }) => kind === 'contract');
  const brought = new Set(hasContracts ? (await broughtContracts(to, resources.store)).map(({ name }) => name) : []);
  return Promise.all(
    items.map(async ({ kind, name, title, version }): Promise<BaseItem> => {
      const head = { kind, name, title };
      if (kind === 'contract') return { ...head, version: brought.has(name) ? version : null, settings: {} };
      if (kind === 'lookup') return { ...head, ...(await tableOf(name, to, resources)) };
      const live = resources.deployments.stateOf(to).flows[name];
      const settings = await settingsOf({ name, version }, to, resources);
      return { ...head, version: live?.version ?? null, coming: live?.rollout?.version ?? null, settings };
    }),
  );
}

async function tableOf(name: string, to: string, { lookups }: BaseResources): Promise<Pick<BaseItem, 'version' | 'settings'>> {
  const version = lookups.get(to, name)?.version ?? 0;
  return version === 0 ? { version: null, settings: {} } : { version, settings: { rows: await currentHash(to, name, lookups) } };
}

/** Of the variables and connections of the target that the flow would read there. */
async function settingsOf({ name, version }: Pick<Item, 'name' | 'version'>, to: string, resources: BaseResources) {
  const { connections, variables, knowledge, versions } = resources;
  const flow = (await versions.get(name, version))?.flow;
  if (!flow) return {};
  const used = new Set(connectionsOf(flow, knowledge));
  const bound = connections
    .list(to)
    .flatMap((one) => (used.has(one.name) ? [[`connection ${one.name}`, hashOf([one.address, one.auth.kind])] as const] : []));
  const read = variablesOf(flow, knowledge.catalog).flatMap((variable) => {
    const found = variables.get(to, variable);
    return found ? [[`variable ${variable}`, hashOf(found.value)] as const] : [];
  });
  return Object.fromEntries([...bound, ...read]);
}

export function baseHash(base: readonly BaseItem[]): string {
  return hashOf(
    base
      .map(({ kind, name, version, coming = null, settings }) =>
        JSON.stringify([kind, name, numbered(kind, version), coming, Object.entries(settings).sort()]),
      )
      .sort(),
  );
}

/** What is another one by now: "Orders v13 → v12"; null: all is as it was. What only came, because a gate asked for it, takes nothing away. */
export function changedBase(before: readonly BaseItem[], now: readonly BaseItem[]): string | null {
  const changes = now.flatMap((item) => {
    const was = before.find(({ kind, name }) => kind === item.kind && name === item.name);
    return was ? changesOf(was, item) : [];
  });
  return changes.length === 0 ? null : [...new Set(changes)].join(', ');
}

function changesOf(was: BaseItem, is: BaseItem): string[] {
  const differing = Object.keys(was.settings).filter((key) => was.settings[key] !== is.settings[key]);
  const isOther = numbered(was.kind, was.version) !== numbered(is.kind, is.version) || (is.kind === 'lookup' && differing.length > 0);
  if (isOther) return [`${is.title} ${versionWord(was.version)} → ${versionWord(is.version)}`];
  if ((was.coming ?? null) !== (is.coming ?? null)) return [`the rollout of ${is.title}`];
  return differing.map((key) => `the ${key}`);
}

/** A table that got its rows back is the same one, under another number. */
function numbered(kind: BaseItem['kind'], version: number | null): number | boolean | null {
  return kind === 'lookup' ? version !== null : version;
}

function versionWord(version: number | null): string {
  return version === null ? 'none' : `v${version}`;
}

function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex');
}
