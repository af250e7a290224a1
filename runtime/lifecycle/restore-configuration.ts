import { variablesOf } from '@crossdock/flows/check/variable-uses';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Json } from '@crossdock/nodes/contract/item';
import { Refusal } from '../api/refusal.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import { type VariableType, valueProblem } from '../variables/variable.ts';
import type { VariableBook } from '../variables/variable-book.ts';
import { type Configuration, type ConfigurationResources, tablesOf } from './configuration.ts';

type Part = { readonly kind: 'variable' | 'lookup'; readonly name: string };

/** What was brought back to how it was, and what was left as it is, with the reason. */
export type Restored = {
  readonly restored: readonly (Part & { /** A value, or the version of a table. */ readonly before: unknown; readonly after: unknown })[];
  readonly left: readonly (Part & { readonly why: string })[];
};

export type RestoreResources = Omit<ConfigurationResources, 'lookups' | 'variables'> & {
  readonly lookups: Pick<LookupBook, 'names' | 'current' | 'history' | 'bringBack' | 'reload'>;
  readonly variables: Pick<VariableBook, 'names' | 'get' | 'values' | 'putAll' | 'reload'>;
};

/** What would be done; nothing is. `others` are the flows that stay live: what one of them uses is left. */
export function restorePlan(
  { knowledge, lookups, variables }: RestoreResources,
  env: string,
  configurations: readonly Configuration[],
  others: readonly Flow[],
): Restored {
  const usersOf = (part: Part) =>
    others.filter((flow) =>
      (part.kind === 'variable' ? variablesOf(flow, knowledge.catalog) : tablesOf(flow, knowledge)).includes(part.name),
    );
  const differing: (Part & { before: unknown; after: unknown; isKept: boolean })[] = [];
  for (const configuration of configurations) {
    for (const [name, after] of Object.entries(configuration.variables)) {
      const before = variables.get(env, name)?.value ?? null;
      if (!isSame(before, after)) differing.push({ kind: 'variable', name, before, after, isKept: true });
    }
    for (const [name, after] of Object.entries(configuration.lookups)) {
      const before = lookups.current(env, name)?.version ?? null;
      const isKept = before !== null && lookups.history(env, name).some(({ version }) => version === after);
      if (before !== after) differing.push({ kind: 'lookup', name, before, after, isKept });
    }
  }
  const restored: Restored['restored'][number][] = [];
  const left: Restored['left'][number][] = [];
  for (const { kind, name, before, after, isKept } of differing) {
    if ([...restored, ...left].some((one) => one.kind === kind && one.name === name)) continue;
    const users = usersOf({ kind, name });
    if (users.length > 0)
      left.push({
        kind,
        name,
        why: `${users.map((flow) => flow.name).join(', ')} ${users.length === 1 ? 'uses' : 'use'} it too, so it stays as it is`,
      });
    else if (!isKept)
      left.push({
        kind,
        name,
        why: before === null ? 'the table is not there any more' : `version ${String(after)} of the table is not kept any more`,
      });
    else restored.push({ kind, name, before, after });
  }
  return { restored, left };
}

/** Variables and tables are shared by all channels: who may not change them for all rolls back without them. Throws NOT_ALLOWED. */
export function refuseRestoring(env: string, by: string, { restored }: Restored): void {
  if (restored.length === 0) return;
  const named = restored.map(({ kind, name }) => `the ${kind} "${name}"`).join(', ');
  const permission = 'deployments.rollback';
  throw new Refusal(
    'NOT_ALLOWED',
    `${by} may roll this flow back, but not ${named} with it: the configuration of ${env} is shared by all channels, and the role is for some. Roll back without the configuration, or ask somebody with "${permission}" for all channels of ${env}.`,
    [{ path: 'body.restoreConfiguration', message: 'set it to false to roll back without' }],
    { missing: { permission, env, channel: null }, who: [] },
  );
}

/** Makes what the plan says: variables all at once, then table after table. What is no longer as the plan found it stays. Can be repeated. */
export async function restore(
  { lookups, variables }: RestoreResources,
  env: string,
  { restored }: Pick<Restored, 'restored'>,
  act: { by: string; why: string },
): Promise<void> {
  const values = restored.filter(
    ({ kind, name, before }) => kind === 'variable' && isSame(variables.get(env, name)?.value ?? null, before),
  );
  if (values.length > 0)
    await variables.putAll(
      env,
      Object.fromEntries(
        values.map(({ name, after }) => {
          const known = variables.get(env, name);
          const value = after as Json;
          const type = known && valueProblem(known.type, value) === null ? known.type : typeOf(value);
          return [name, { type, value, purpose: known?.purpose ?? '' }];
        }),
      ),
      act,
    );
  for (const { kind, name, before, after } of restored)
    if (kind === 'lookup' && lookups.current(env, name)?.version === before) await lookups.bringBack(env, name, after as number, act);
}

/** Undoes `restore`, as far as it came. */
export async function takeBackRestored(
  { lookups, variables }: RestoreResources,
  env: string,
  { restored }: Pick<Restored, 'restored'>,
  act: { by: string; why: string },
): Promise<void> {
  const changes = restored.flatMap(({ kind, name, before, after }) => {
    const known = kind === 'variable' ? variables.get(env, name) : null;
    if (!known || !isSame(known.value, after)) return [];
    return [[name, before === null ? null : { type: typeOf(before as Json), value: before as Json, purpose: known.purpose }] as const];
  });
  if (changes.length > 0) await variables.putAll(env, Object.fromEntries(changes), act);
  for (const { kind, name, before } of restored)
    if (kind === 'lookup' && (lookups.current(env, name)?.version ?? before) !== before)
      await lookups.bringBack(env, name, before as number, act);
}

function typeOf(value: Json): VariableType {
  const type = typeof value;
  return type === 'string' ? 'text' : type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'json';
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
