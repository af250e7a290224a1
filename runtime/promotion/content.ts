import { createHash } from 'node:crypto';
import { Refusal } from '../api/refusal.ts';
import type { ContractBook } from '../lifecycle/contract-book.ts';
import type { LiveDeployments } from '../lifecycle/live-deployments.ts';
import type { Versions } from '../lifecycle/versions.ts';
import type { LookupContent } from '../lookups/lookup.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import type { Item, WantedItem } from './promotion.ts';

export type ContentResources = {
  readonly versions: Pick<Versions, 'get'>;
  readonly lookups: LookupReader;
  readonly contracts: Pick<ContractBook, 'list'>;
  readonly deployments: Pick<LiveDeployments, 'of'>;
};

type LookupReader = Pick<LookupBook, 'get' | 'content' | 'current'>;

/** Looks up exactly what each item is at this moment. Throws NO_SUCH_VERSION, NO_SUCH_LOOKUP, NO_SUCH_CONTRACT, each with the field. */
export async function resolveItems(wanted: readonly WantedItem[], from: string, resources: ContentResources): Promise<readonly Item[]> {
  const items = await Promise.all(wanted.map((item, i) => resolveItem(item, `body.items[${i}]`, from, resources)));
  const seen = new Set<string>();
  for (const [i, { kind, name }] of items.entries()) {
    if (seen.has(`${kind} ${name}`))
      throw new Refusal('INVALID_REQUEST', `The ${kind} "${name}" is named twice; one version of it can be moved.`, [
        { path: `body.items[${i}]`, message: 'is named twice' },
      ]);
    seen.add(`${kind} ${name}`);
  }
  return items;
}

async function resolveItem(item: WantedItem, path: string, from: string, resources: ContentResources): Promise<Item> {
  if (item.kind === 'flow') return flowItem(item.flow, item.version, path, resources);
  return item.kind === 'lookup' ? lookupItem(item.name, path, from, resources) : contractItem(item.name, path, resources);
}

async function flowItem(flow: string, number: number, path: string, { versions }: ContentResources): Promise<Item> {
  const version = await versions.get(flow, number);
  if (!version)
    throw new Refusal('NO_SUCH_VERSION', `The flow "${flow}" has no version ${number}. Publish it first, or name another version.`, [
      { path, message: `there is no ${flow}@${number}` },
    ]);
  return { kind: 'flow', name: flow, title: version.flow.name, version: number, hash: version.hash, channel: version.flow.channel };
}

async function lookupItem(name: string, path: string, from: string, { lookups }: ContentResources): Promise<Item> {
  const lookup = lookups.get(from, name);
  // A table of which there is only a draft counts nowhere yet.
  if (!lookup || lookup.version === 0)
    throw new Refusal(
      'NO_SUCH_LOOKUP',
      `${from} has no lookup "${name}" that could be moved. Make it there and let it be approved first, or leave it out.`,
      [{ path, message: `${from} has no lookup "${name}"` }],
    );
  return { kind: 'lookup', name, title: name, version: lookup.version, hash: await currentHash(from, name, lookups), channel: null };
}

async function contractItem(name: string, path: string, { contracts }: ContentResources): Promise<Item> {
  const contract = contracts.list().find((one) => one.name === name);
  if (!contract)
    throw new Refusal('NO_SUCH_CONTRACT', `There is no contract "${name}". Make it first, or leave it out.`, [
      { path, message: `there is no contract "${name}"` },
    ]);
  return { kind: 'contract', name, title: contract.title, version: contract.version, hash: hashOf(sorted(contract.schema)), channel: null };
}

/** The rows of a version never change, so they are read once. By the id of the rows. */
const hashes = new Map<string, string>();
const keptHashes = 500;

/** The hash of a table as it stands. Throws NO_SUCH_LOOKUP. */
export async function currentHash(env: string, name: string, lookups: LookupReader): Promise<string> {
  const rowsId = lookups.current(env, name)?.rowsId ?? '';
  const known = hashes.get(rowsId);
  if (known !== undefined) return known;
  const hash = lookupHash(await lookups.content(env, name));
  if (rowsId !== '') hashes.set(rowsId, hash);
  if (hashes.size > keptHashes) hashes.delete(hashes.keys().next().value ?? '');
  return hash;
}

/** Equal exactly when two tables have the same columns, rules and rows. */
export function lookupHash(content: LookupContent): string {
  return hashOf(sorted(content));
}

/** What approvals are for: all items together, whatever their order. */
export function contentHash(items: readonly Pick<Item, 'kind' | 'name' | 'hash'>[]): string {
  return hashOf(items.map(({ kind, name, hash }) => `${kind} ${name} ${hash}`).sort());
}

/** What was asked for, of what was found. */
export function wantedOf(items: readonly Item[]): readonly WantedItem[] {
  return items.map(({ kind, name, version }) => (kind === 'flow' ? { kind, flow: name, version } : { kind, name }));
}

export function channelsOf(items: readonly Pick<Item, 'channel'>[]): readonly string[] {
  return [...new Set(items.flatMap(({ channel }) => (channel === null || channel === '' ? [] : [channel])))];
}

/** The channels that a role must be for; none: it must be for all. Lookups, contracts and flows of no channel are shared, so they are decided for all. */
export function scopeOf(items: readonly Pick<Item, 'kind' | 'channel'>[]): readonly string[] {
  return items.every(({ kind, channel }) => kind === 'flow' && channel !== null && channel !== '') ? channelsOf(items) : [];
}

/** What moving them is about, for permissions. */
export function subjectsOf(env: string, items: readonly Pick<Item, 'kind' | 'channel'>[]): readonly { env: string; channel?: string }[] {
  const channels = scopeOf(items);
  return channels.length === 0 ? [{ env }] : channels.map((channel) => ({ env, channel }));
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
