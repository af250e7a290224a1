import type { RunDetail } from '../server/shapes.ts';

type Related = RunDetail['related'][number];

/** The related runs by what they are to this one, in the order in which a person asks for them. */
export function relationsOf(related: readonly Related[]): { readonly title: string; readonly runs: readonly Related[] }[] {
  return order
    .map(([relation, title]) => ({ title, runs: related.filter((run) => run.relation === relation) }))
    .filter(({ runs }) => runs.length > 0);
}

const order: readonly (readonly [Related['relation'], string])[] = [
  ['caller', 'Called by'],
  ['failed run', 'Tells of'],
  ['compensated', 'Takes back'],
  ['called', 'Called'],
  ['error flow', 'Told'],
  ['compensation', 'Taken back by'],
];
