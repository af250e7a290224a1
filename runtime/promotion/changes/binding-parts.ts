import type { Flow } from '@crossdock/flows/document/flow';
import { connectionsOf } from '../../lifecycle/connections-of.ts';
import type { FieldChange, Part } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

/** What the same names of connections stand for in source and target: one part for each connection. */
export function bindingParts(
  before: Flow | null,
  after: Flow,
  { from, to }: { readonly from: string; readonly to: string },
  { connections, knowledge }: Pick<PromotionResources, 'connections' | 'knowledge'>,
): Part[] {
  const names = connectionsOf(after, knowledge);
  const had = before ? connectionsOf(before, knowledge) : [];
  const shown = (env: string, name: string) => connections.list(env).find((one) => one.name === name);
  const bound = names.map((name): Part => {
    const [source, target] = [shown(from, name), shown(to, name)];
    if (!target) return { part: 'connection binding', title: name, words: `${to} has none of this name`, changes: [] };
    const changes: FieldChange[] = [
      ...differs('address', `${name} reaches another address in ${to} than in ${from}`, source?.address, target.address),
      ...differs('credentials', `${name} signs in another way in ${to} than in ${from}`, source?.auth.kind, target.auth.kind),
    ];
    const isNew = before !== null && !had.includes(name);
    const words = `${isNew ? 'now used; ' : ''}credentials of ${to}, ${target.address}`;
    return { part: 'connection binding', title: name, words, changes };
  });
  const gone = had
    .filter((name) => !names.includes(name))
    .map((name): Part => ({ part: 'connection binding', title: name, words: 'no longer used', changes: [] }));
  return [...bound, ...gone];
}

function differs(path: string, words: string, before: unknown, after: unknown): FieldChange[] {
  return before === undefined || before === after ? [] : [{ path, words, before, after }];
}
