import { calledFlow } from '@crossdock/flows/check/rules/calls';
import { fails, type GateCheck, type GateDetail, type GateSubject, looksAtNothing, passes, warns } from './gate.ts';
import { counted, listed } from './words.ts';

/** Each step's type must be known here, and each flow that is called must run in the target or come along. */
export const subFlowsGate: GateCheck = {
  id: 'sub-flows',
  title: 'Steps and sub-flows',
  check(subject) {
    const { flows, to, resources } = subject;
    if (flows.length === 0) return looksAtNothing('no flow moves');
    const unknown = flows.flatMap((flow) =>
      flow.nodes
        .filter(({ type, version, disabled }) => !disabled && !resources.knowledge.catalog.get(type, version))
        .map(({ name, type, version }) => ({ text: `${flow.name}: "${name}" is a ${type}@${version}`, type: `${type}@${version}` })),
    );
    if (unknown[0])
      return fails(
        `${listed([...new Set(unknown.map(({ type }) => type))])} unknown here`,
        `Start a Crossdock that has the step ${unknown[0].type}, or publish a version of the flow without it.`,
        unknown.map(({ text }) => ({ text })),
      );
    const called = calledFlows(subject);
    if (called.length === 0) return passes('no sub-flows');
    const missing = called.filter(({ target, coming }) => target === null && coming === null);
    if (missing[0])
      return fails(
        `${listed(missing.map(({ id }) => id))} not in ${to}`,
        `Add the flow "${missing[0].id}"${missing[0].source === null ? '' : `@${missing[0].source}`} to this promotion: ${missing[0].by} calls it.`,
        missing.map(({ id, by }) => ({ text: `${by} calls "${id}", which does not run in ${to}`, link: `/flows/${id}` })),
      );
    const others: GateDetail[] = called.flatMap(({ id, by, source, target, coming }) => {
      const will = coming ?? target;
      if (source === null || will === source) return [];
      return [{ text: `${by} was tried with ${id}@${source} in ${subject.from}; in ${to} it calls ${id}@${will}`, link: `/flows/${id}` }];
    });
    if (others.length > 0)
      return warns(
        `${counted(others.length, 'sub-flow')} of another version`,
        `Add the version that runs in ${subject.from} to this promotion, or make sure that both work together.`,
        others,
      );
    return passes(`${counted(called.length, 'sub-flow')} there`);
  },
};

type Called = {
  readonly id: string;
  /** The flow that calls it, or that tells it of its failures. */
  readonly by: string;
  /** Versions: in the source, in the target, and in this bundle; null: none. */
  readonly source: number | null;
  readonly target: number | null;
  readonly coming: number | null;
};

function calledFlows({ flows, items, from, to, resources }: GateSubject): readonly Called[] {
  const coming = new Map(items.flatMap(({ kind, name, version }) => (kind === 'flow' ? [[name, version] as const] : [])));
  const found = new Map<string, Called>();
  for (const flow of flows) {
    const { errorFlow } = flow.settings;
    for (const id of [...flow.nodes.flatMap((node) => calledFlow(node) ?? []), ...(errorFlow === undefined ? [] : [errorFlow])]) {
      const versions = resources.deployments.of(id);
      found.set(id, { id, by: flow.name, source: versions[from] ?? null, target: versions[to] ?? null, coming: coming.get(id) ?? null });
    }
  }
  return [...found.values()];
}
