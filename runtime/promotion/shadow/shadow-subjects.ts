import type { Flow } from '@crossdock/flows/document/flow';
import type { Item } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

/** A flow of the target with what runs there and what would run. */
export type ShadowSubject = { readonly before: Flow & { readonly version: number }; readonly after: Flow & { readonly version: number } };

type Resources = Pick<PromotionResources, 'deployments' | 'versions' | 'configurationOf'>;
type Moving = { readonly items: readonly Pick<Item, 'kind' | 'name' | 'version'>[]; readonly to: string };

/** The flows that move and run in the target already, and those that read a table that moves. */
export async function shadowSubjects(
  { items, to }: Moving,
  { deployments, versions, configurationOf }: Resources,
): Promise<readonly ShadowSubject[]> {
  const moving = new Map(items.flatMap(({ kind, name, version }) => (kind === 'flow' ? [[name, version] as const] : [])));
  const tables = items.flatMap(({ kind, name }) => (kind === 'lookup' ? [name] : []));
  const subjects: ShadowSubject[] = [];
  for (const { env, flow, version } of deployments.current()) {
    if (env !== to) continue;
    const number = moving.get(flow.id);
    const uses = tables.length > 0 ? configurationOf(to, flow).lookups : {};
    if (number === undefined && !tables.some((table) => table in uses)) continue;
    const after = number === undefined ? flow : (await versions.get(flow.id, number))?.flow;
    if (after) subjects.push({ before: { ...flow, version }, after: { ...after, version: number ?? version } });
  }
  return subjects;
}

/** What a shadow run is about; another one by now makes it stale. Empty: there is nothing to compare. */
export function basisOf(content: string, subjects: readonly ShadowSubject[]): string {
  return subjects.length === 0 ? '' : [content, ...subjects.map(({ before }) => `${before.id}@${before.version}`).sort()].join(' ');
}
