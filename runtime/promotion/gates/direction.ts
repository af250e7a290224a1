import { fails, type GateCheck, passes } from './gate.ts';
import { listed } from './words.ts';

/** From the environment before the target, where each flow runs in this very version. */
export const directionGate: GateCheck = {
  id: 'direction',
  title: 'Where it comes from',
  check({ flows, from, to, resources: { environments, deployments } }) {
    const before = environments.list().find(({ name }) => environments.next(name)?.name === to)?.name ?? null;
    if (before !== from)
      return fails(
        `${from} is not the environment before ${to}`,
        before === null
          ? `Deploy to ${to} directly: nothing comes before it.`
          : `Promote it to ${before} first, then from ${before} to ${to}.`,
        [],
        true,
      );
    const others = flows.filter((flow) => deployments.of(flow.id)[from] !== flow.version);
    const [first] = others;
    if (!first) return passes(flows.length === 0 ? `${from} is before ${to}` : `runs in ${from}`);
    return fails(
      `${listed(others.map(({ name, version }) => `${name}@${version}`))} not in ${from}`,
      `Deploy ${first.name}@${first.version} to ${from} and let it run there first, or move the version that runs there.`,
      others.map(({ id, name, version }) => {
        const there = deployments.of(id)[from];
        return {
          text: there === undefined ? `${from} does not run ${name}` : `${from} runs ${name}@${there}, not @${version}`,
          link: `/flows/${id}/versions`,
        };
      }),
      true,
    );
  },
};
