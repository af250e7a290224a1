import { connectionsOf } from '../../lifecycle/connections-of.ts';
import { type Finding, fails, type GateCheck, type GateSubject, looksAtNothing, passes } from './gate.ts';
import { counted, listed } from './words.ts';

/** Each connection that the flows name must be there under the same name, with its secrets. */
export const connectionsGate: GateCheck = {
  id: 'connections',
  title: 'Connections',
  check(subject) {
    const names = neededConnections(subject);
    if (names.length === 0) return looksAtNothing('none needed');
    const { to, resources } = subject;
    const there = new Map(resources.connections.list(to).map((connection) => [connection.name, connection]));
    const missing = names.filter((name) => !there.has(name));
    if (missing.length > 0) return missingConnections(missing, to, subject.from);
    const withoutSecret = names.filter((name) => there.get(name)?.auth.kind !== 'none' && there.get(name)?.auth.hasSecret === false);
    const [first] = withoutSecret;
    if (first !== undefined)
      return fails(
        `${listed(withoutSecret)} without credentials`,
        `Set the credentials of "${first}" in ${to} under Connections.`,
        withoutSecret.map((name) => ({ text: `${name} has no credentials in ${to}`, link: linkTo(name, to) })),
      );
    return passes(names.length === 1 ? `${names[0]} is there` : `${counted(names.length, 'connection')} there`);
  },
};

export function neededConnections({ flows, resources }: GateSubject): readonly string[] {
  return [...new Set(flows.flatMap((flow) => connectionsOf(flow, resources.knowledge)))].sort();
}

function missingConnections(missing: readonly string[], to: string, from: string): Finding {
  const subject = missing.length === 1 ? `the connection "${missing[0]}"` : `the connections ${listed(missing)}`;
  return fails(
    `${listed(missing)} missing`,
    `Make ${subject} in ${to} under Connections, with the same name as in ${from} and the address and credentials of ${to}.`,
    missing.map((name) => ({ text: `${to} has no connection "${name}"`, link: linkTo(name, to) })),
  );
}

function linkTo(name: string, env: string): string {
  return `/connections/${name}?env=${env}`;
}
