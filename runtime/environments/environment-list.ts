import { type Detail, Refusal } from '../api/refusal.ts';
import type { Environment, EnvironmentSettings } from './environment.ts';
import type { RemovedEnvironment } from './environment-book.ts';

type List = readonly Environment[];

const classes = ['dev', 'test', 'prod'] as const;

/** With the environment changed, or made behind the last of its class and of those before it. */
export function withEnvironment(list: List, name: string, settings: EnvironmentSettings): List {
  if (list.some((known) => known.name === name))
    return list.map((known) => (known.name === name ? { ...settings, name, position: known.position } : known));
  const rank = (of: Environment['class']) => classes.indexOf(of);
  const at = list.findLastIndex((known) => rank(known.class) <= rank(settings.class)) + 1;
  return counted([...list.slice(0, at), { ...settings, name, position: at }, ...list.slice(at)]);
}

export function withoutEnvironment(list: List, name: string): List {
  if (list.length === 1)
    throw new Refusal(
      'ENVIRONMENT_IN_USE',
      `"${name}" is the only environment, so it stays: flows have to run somewhere. Add another one first.`,
    );
  return counted(list.filter((known) => known.name !== name));
}

/** Throws ENVIRONMENT_ORDER unless each is named once. */
export function inOrder(list: List, names: readonly string[]): List {
  const details: Detail[] = [];
  for (const [i, name] of names.entries()) {
    if (!list.some((known) => known.name === name))
      details.push({ path: `body.names[${i}]`, message: `there is no environment "${name}"` });
    else if (names.indexOf(name) !== i) details.push({ path: `body.names[${i}]`, message: `"${name}" is named twice` });
  }
  for (const { name } of list) if (!names.includes(name)) details.push({ path: 'body.names', message: `"${name}" is missing` });
  if (details.length > 0)
    throw new Refusal('ENVIRONMENT_ORDER', 'The order was not changed: name each environment once, the first one first.', details);
  return counted(names.map((name) => list.find((known) => known.name === name) as Environment));
}

/** Those that are gone after a change; one that came back is none of them. */
export function withRemoved(removed: readonly RemovedEnvironment[], before: List, after: List): readonly RemovedEnvironment[] {
  const stays = (name: string) => after.some((known) => known.name === name);
  const gone = before.filter(({ name }) => !stays(name)).map(({ name, retention }) => ({ name, retention }));
  return [...removed.filter(({ name }) => !stays(name) && !gone.some((one) => one.name === name)), ...gone];
}

function counted(list: List): List {
  return list.map((environment, position) => ({ ...environment, position }));
}
