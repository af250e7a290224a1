import type { Condition } from '../../connections/connection-care.ts';
import { connectionsOf } from '../../lifecycle/connections-of.ts';
import { type Finding, fails, type GateCheck, type GateSubject, looksAtNothing, passes, warns } from './gate.ts';
import { counted, instantWords, listed } from './words.ts';

type Looked = { readonly name: string; readonly condition: Condition; readonly updatedAt: string };

/** Each connection that the flows name must be there under the same name, with credentials that work. */
export const connectionsGate: GateCheck = {
  id: 'connections',
  title: 'Connections',
  async check(subject) {
    const { flows, from, to, resources } = subject;
    const names = [...new Set(flows.flatMap((flow) => connectionsOf(flow, resources.knowledge)))].sort();
    if (names.length === 0) return looksAtNothing('none needed');
    const there = new Map(resources.connections.list(to).map((connection) => [connection.name, connection]));
    const missing = names.filter((name) => !there.has(name));
    if (missing.length > 0) return missingConnections(missing, to, from);
    const looked = await Promise.all(
      names.flatMap((name) => {
        const shown = there.get(name);
        return shown ? [resources.care.of(shown).then((condition) => ({ name, condition, updatedAt: shown.updatedAt }))] : [];
      }),
    );
    return broken(looked, subject) ?? refused(looked, subject) ?? untested(looked, subject) ?? tested(looked);
  },
};

function missingConnections(missing: readonly string[], to: string, from: string): Finding {
  const subject = missing.length === 1 ? `the connection "${missing[0]}"` : `the connections ${listed(missing)}`;
  const names = missing.length === 1 ? 'the same name' : 'the same names';
  return fails(
    `${listed(missing)} missing`,
    `Make ${subject} in ${to} under Connections, with ${names} as in ${from} and the address and credentials of ${to}.`,
    missing.map((name) => ({ text: `${to} has no connection "${name}"`, link: linkTo(name, to) })),
  );
}

/** Nothing can be sent: credentials are missing, have expired or are refused. */
function broken(looked: readonly Looked[], { to }: GateSubject): Finding | null {
  const found = looked.flatMap(({ name, condition }) =>
    condition.warnings.flatMap(({ code, words }) => (code === 'EXPIRES_SOON' ? [] : [{ name, words }])),
  );
  const [first] = found;
  if (!first) return null;
  return fails(
    `${listed([...new Set(found.map(({ name }) => name))])} cannot be used`,
    `Mend the connection "${first.name}" in ${to} under Connections. ${first.words}`,
    found.map(({ name, words }) => ({ text: `${name}: ${words}`, link: linkTo(name, to) })),
  );
}

function refused(looked: readonly Looked[], { to }: GateSubject): Finding | null {
  const found = looked.filter((one) => lastTestOf(one)?.ok === false);
  const [first] = found;
  if (!first) return null;
  return fails(
    `the last test of ${listed(found.map(({ name }) => name))} failed`,
    `Test the connection "${first.name}" in ${to} under Connections, and mend what it finds.`,
    found.map((one) => ({ text: `${one.name}: ${lastTestOf(one)?.words ?? ''}`, link: linkTo(one.name, to) })),
    true,
  );
}

function untested(looked: readonly Looked[], { to }: GateSubject): Finding | null {
  const found = looked.filter((one) => lastTestOf(one) === null);
  const [first] = found;
  if (!first) return null;
  return warns(
    `${listed(found.map(({ name }) => name))} not tested`,
    `Test the connection "${first.name}" in ${to} under Connections.`,
    found.map(({ name }) => ({ text: `${name} was not tested since it was last changed`, link: linkTo(name, to) })),
  );
}

function tested(looked: readonly Looked[]): Finding {
  const [first, ...more] = looked;
  const at = first && lastTestOf(first)?.at;
  return passes(
    first && at !== undefined && more.length === 0
      ? `${first.name} tested ${instantWords(Date.parse(at))}`
      : `${counted(looked.length, 'connection')} tested`,
    looked.flatMap((one) => one.condition.warnings.map(({ words }) => ({ text: `${one.name}: ${words}` }))),
  );
}

/** A test from before the connection was changed says nothing about it. */
function lastTestOf({ condition: { lastTest }, updatedAt }: Looked): Condition['lastTest'] {
  return lastTest && lastTest.at >= updatedAt ? lastTest : null;
}

function linkTo(name: string, env: string): string {
  return `/connections/${name}?env=${env}`;
}
