import type { Json } from '@crossdock/nodes/contract/item';
import { Refusal } from '../api/refusal.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import { type CollectionSchema, DuplicateKey, type Store } from '../store/store.ts';
import { type Variable, type VariableType, valueProblem, variableLimits, variableName } from './variable.ts';
import type { VariableBook, VariableChange, VariableSaving } from './variable-book.ts';

type Stored = {
  readonly type: VariableType;
  readonly value: Json;
  readonly purpose: string;
  readonly revision: number;
  readonly at: number;
  readonly by: string;
  readonly why: string;
};
type Variables = Readonly<Record<string, Stored>>;

/** All variables of an environment are one document, so that several change together or not at all. */
type VariablesDocument = {
  /** The environment. */
  readonly id: string;
  readonly revision: number;
  /** JSON by name. */
  readonly variables: string;
};

const variablesSchema: CollectionSchema<VariablesDocument> = { name: 'variables', fields: { revision: 'number', variables: 'body' } };

type Held = { readonly revision: number; readonly variables: Variables };
const none: Held = { revision: 0, variables: {} };

/** Loads all variables; from then on memory is asked. */
export async function openVariableBook({
  store,
  clock,
  audit,
  tell = () => {},
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  /** Tells the other processes. Default: there are none. */
  readonly tell?: () => void;
}): Promise<VariableBook> {
  const documents = store.collection(variablesSchema);
  const held = new Map<string, Held>();
  const listeners = new Set<(env: string) => void>();
  const alone = oneAtATime();

  async function load(): Promise<readonly string[]> {
    const { items } = await documents.find({ limit: 1000 });
    const different = items.filter(({ id, revision }) => held.get(id)?.revision !== revision);
    for (const { id, revision, variables } of different) held.set(id, { revision, variables: JSON.parse(variables) as Variables });
    return different.map(({ id }) => id);
  }
  await load();

  const of = (env: string): Held => held.get(env) ?? none;
  const changed = (env: string) => {
    for (const listener of listeners) listener(env);
  };

  /** Writes what `change` makes of what is stored now, which another server may have changed a moment ago. */
  async function write(env: string, change: (before: Variables) => Variables): Promise<{ before: Variables; after: Variables }> {
    for (;;) {
      const stored = await documents.get(env);
      const before = stored ? (JSON.parse(stored.variables) as Variables) : {};
      const after = change(before);
      const revision = (stored?.revision ?? 0) + 1;
      const set = { revision, variables: JSON.stringify(after) };
      const isWritten = stored
        ? await documents.update(env, { where: { revision: stored.revision }, set })
        : await documents.insert({ id: env, ...set }).then(
            () => true,
            (error: unknown) => {
              if (error instanceof DuplicateKey) return false;
              throw error;
            },
          );
      if (!isWritten) continue;
      held.set(env, { revision, variables: after });
      changed(env);
      tell();
      return { before, after };
    }
  }

  function put(env: string, name: string, change: VariableChange, { by, why, revision }: VariableSaving): Promise<Variable> {
    return alone('book', async () => {
      refuseWrong(name, change);
      const { before, after } = await write(env, (variables) => {
        refuseStale(variables, env, name, revision);
        return refuseTooMany(env, { ...variables, [name]: changedTo(variables[name], change, { at: clock.now(), by, why }) });
      });
      const act = before[name] ? 'variable.changed' : 'variable.created';
      await audit.record({ by, act, subject: `${env}/${name}`, env, why, before: partOf(before[name]), after: partOf(after[name]) });
      return shown(env, name, after[name] as Stored);
    });
  }

  return {
    list: (env) =>
      Object.entries(of(env).variables)
        .map(([name, stored]) => shown(env, name, stored))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    get(env, name) {
      const stored = own(of(env).variables, name);
      return stored ? shown(env, name, stored) : null;
    },
    names: (env) => [...new Set((env === undefined ? [...held.keys()] : [env]).flatMap((one) => Object.keys(of(one).variables)))].sort(),
    values: (env) => Object.fromEntries(Object.entries(of(env).variables).map(([name, { value }]) => [name, value])),
    pin(env, names) {
      const { variables } = of(env);
      const wanted = names.includes('*') ? Object.keys(variables) : names;
      const values: Record<string, Json> = {};
      for (const name of wanted) {
        const stored = own(variables, name);
        if (stored) values[name] = stored.value;
      }
      return values;
    },
    put,
    putAll: (env, changes, { by, why }) =>
      alone('book', async () => {
        for (const [name, change] of Object.entries(changes)) if (change) refuseWrong(name, change);
        const { before, after } = await write(env, (variables) => {
          const next: Record<string, Stored> = { ...variables };
          for (const [name, change] of Object.entries(changes)) {
            if (change) next[name] = changedTo(variables[name], change, { at: clock.now(), by, why });
            else delete next[name];
          }
          return refuseTooMany(env, next);
        });
        for (const name of Object.keys(changes)) {
          if (!before[name] && !after[name]) continue;
          const act = after[name] ? (before[name] ? 'variable.changed' : 'variable.created') : 'variable.removed';
          await audit.record({ by, act, subject: `${env}/${name}`, env, why, before: partOf(before[name]), after: partOf(after[name]) });
        }
      }),
    remove: (env, name, by, why = '') =>
      alone('book', async () => {
        if (!own(of(env).variables, name)) await load();
        if (!own(of(env).variables, name)) return false;
        const { before } = await write(env, ({ [name]: _, ...others }) => others);
        await audit.record({ by, act: 'variable.removed', subject: `${env}/${name}`, env, why, before: partOf(before[name]) });
        return true;
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async reload() {
      for (const env of await alone('book', load)) changed(env);
    },
  };
}

function changedTo(
  before: Stored | undefined,
  change: VariableChange,
  who: { readonly at: number; readonly by: string; readonly why: string },
): Stored {
  return { type: change.type, value: change.value, purpose: change.purpose, revision: (before?.revision ?? 0) + 1, ...who };
}

/** A name such as `constructor` is no variable. */
function own(variables: Variables, name: string): Stored | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}

function partOf(stored: Stored | undefined): object | undefined {
  return stored && { type: stored.type, value: stored.value, purpose: stored.purpose };
}

function shown(env: string, name: string, { at, by, ...stored }: Stored): Variable {
  return { env, name, ...stored, updatedAt: new Date(at).toISOString(), updatedBy: by };
}

function refuseWrong(name: string, { type, value }: VariableChange): void {
  if (!variableName.test(name) || name.length > variableLimits.name)
    throw wrong(
      'path.name',
      `"${name}" is no name for a variable: begin with a letter, go on with letters, digits and _, at most ${variableLimits.name}.`,
    );
  const problem = valueProblem(type, value);
  if (problem !== null) throw wrong('body.value', `The value of "${name}" ${problem}.`);
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('INVALID_REQUEST', message, [{ path, message }]);
}

function refuseStale(variables: Variables, env: string, name: string, revision: number | undefined): void {
  const stored = own(variables, name);
  if (revision === undefined || revision === (stored?.revision ?? 0)) return;
  const now = stored ? `${stored.by} changed it meanwhile` : 'it was removed meanwhile';
  throw new Refusal('STALE_VARIABLE', `"${name}" of ${env} is not what you changed: ${now}. Look at it again, then change it.`);
}

function refuseTooMany(env: string, variables: Variables): Variables {
  if (Object.keys(variables).length <= variableLimits.perEnvironment) return variables;
  throw new Refusal(
    'TOO_MANY_VARIABLES',
    `${env} would have more than ${variableLimits.perEnvironment} variables. Remove those that no flow uses, or keep lists in a lookup.`,
  );
}
