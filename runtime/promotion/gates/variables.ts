import { variablesOf } from '@crossdock/flows/check/variable-uses';
import { fails, type GateCheck, looksAtNothing, passes } from './gate.ts';
import { counted, listed } from './words.ts';

/** Each variable that the flows read must be there, of the type it has in the source. */
export const variablesGate: GateCheck = {
  id: 'variables',
  title: 'Variables',
  check({ flows, from, to, resources: { variables, knowledge } }) {
    const names = [...new Set(flows.flatMap((flow) => variablesOf(flow, knowledge.catalog)))].sort();
    if (names.length === 0) return looksAtNothing('none read');
    const link = `/variables?env=${to}`;
    const missing = names.filter((name) => variables.get(to, name) === null);
    if (missing.length > 0)
      return fails(
        `${listed(missing)} missing`,
        `Set ${missing.length === 1 ? `the variable "${missing[0]}"` : `the variables ${listed(missing)}`} in ${to} under Variables.`,
        missing.map((name) => ({ text: `${to} has no variable "${name}"`, link })),
      );
    const others = names.flatMap((name) => {
      const [source, target] = [variables.get(from, name), variables.get(to, name)];
      return source && target && source.type !== target.type ? [{ name, source: source.type, target: target.type }] : [];
    });
    const [first] = others;
    if (first)
      return fails(
        `${listed(others.map(({ name }) => name))} of another type`,
        `Give the variable "${first.name}" in ${to} a value of the type ${first.source}, as it has in ${from}.`,
        others.map(({ name, source, target }) => ({ text: `${name} is ${source} in ${from} and ${target} in ${to}`, link })),
      );
    return passes(`${counted(names.length, 'variable')} there`);
  },
};
