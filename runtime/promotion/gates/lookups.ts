import { lookupUses } from '@crossdock/flows/check/lookup-uses';
import type { LookupColumn } from '../../lookups/lookup.ts';
import { fails, type GateCheck, type GateDetail, type GateSubject, looksAtNothing, passes, warns } from './gate.ts';
import { counted, listed } from './words.ts';

/** Each table that the flows look things up in must be there or come along, with the columns that it has in the source. */
export const lookupsGate: GateCheck = {
  id: 'lookups',
  title: 'Lookups',
  check(subject) {
    const { flows, items, from, to, resources } = subject;
    const { lookups, knowledge } = resources;
    const coming = new Set(items.flatMap(({ kind, name }) => (kind === 'lookup' ? [name] : [])));
    const gone = items.filter(({ kind, hash }) => kind === 'lookup' && hash === 'gone').map(({ name }) => name);
    if (gone[0] !== undefined)
      return fails(
        `${listed(gone)} is not in ${from} any more`,
        `Make the lookup "${gone[0]}" in ${from} again, or take it out of this promotion.`,
        gone.map((name) => ({ text: `${from} has no lookup "${name}"`, link: linkTo(name, from) })),
      );
    const names = [...new Set(flows.flatMap((flow) => lookupUses(flow, knowledge.catalog).map(({ table }) => table)))].sort();
    const needed = names.filter((name) => !coming.has(name));
    const missing = needed.filter((name) => (lookups.get(to, name)?.version ?? 0) === 0);
    if (missing[0] !== undefined)
      return fails(
        `${listed(missing)} missing`,
        `Add ${missing.length === 1 ? `the lookup "${missing[0]}"` : `the lookups ${listed(missing)}`} to this promotion, or make ${missing.length === 1 ? 'it' : 'them'} in ${to} under Lookups.`,
        missing.map((name) => ({ text: `${to} has no lookup "${name}"`, link: linkTo(name, to) })),
      );
    const others = needed.flatMap((name) => missingColumns(subject, name).map((text) => ({ name, text })));
    const [first] = others;
    if (first)
      return fails(
        `${first.name} has other columns`,
        `Add the lookup "${first.name}" to this promotion, or give it in ${to} the columns that it has in ${from}.`,
        others.map(({ name, text }) => ({ text, link: linkTo(name, to) })),
      );
    const edited = [...coming].flatMap((name) => editedThere(subject, name));
    if (edited.length > 0)
      return warns(
        `${counted(edited.length, 'table')} changed in ${to} by hand`,
        `Look at the rows that go from ${to}; take them over into ${from} first if they are still needed there.`,
        edited,
      );
    if (names.length === 0 && coming.size === 0) return looksAtNothing('none used');
    const count = new Set([...names, ...coming]).size;
    return passes(
      coming.size === 0 ? `${counted(count, 'table')} there` : `${counted(count, 'table')}, ${coming.size} of them in this promotion`,
    );
  },
};

function missingColumns({ from, to, resources: { lookups } }: GateSubject, name: string): string[] {
  const [source, target] = [lookups.get(from, name), lookups.get(to, name)];
  if (!source || !target) return [];
  const had = new Map(target.columns.map((column) => [column.name, described(column)]));
  return source.columns.flatMap((column) => {
    const there = had.get(column.name);
    if (there === undefined) return [`${name}: ${to} has no column "${column.name}"`];
    return there === described(column)
      ? []
      : [`${name}: the column "${column.name}" is ${there} in ${to} and ${described(column)} in ${from}`];
  });
}

function described({ type, isKey }: LookupColumn): string {
  return isKey ? `a key of type ${type}` : type;
}

/** Rows that somebody changed in the target since the last promotion would be replaced. */
function editedThere({ to, resources: { lookups } }: GateSubject, name: string): GateDetail[] {
  const target = lookups.get(to, name);
  if (!target || target.version === 0) return [];
  const history = lookups.history(to, name);
  if (!history.some(({ why }) => isOfPromotion(why)) || isOfPromotion(history[0]?.why ?? '')) return [];
  const { updatedBy, version, why } = target;
  return [{ text: `${name}: ${updatedBy} made version ${version} in ${to}${why === '' ? '' : ` (${why})`}`, link: linkTo(name, to) }];
}

function isOfPromotion(why: string): boolean {
  return /^PR-\d+/.test(why);
}

function linkTo(name: string, env: string): string {
  return `/lookups/${name}?env=${env}`;
}
