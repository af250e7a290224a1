import { type GateCheck, looksAtNothing, passes, warns } from './gate.ts';

/** A newer version that waits for the same target, or runs there already, would be undone or come too late. */
export const newerVersionsGate: GateCheck = {
  id: 'newer-versions',
  title: 'Newer versions',
  check({ id, flows, to, others, resources: { deployments } }) {
    if (flows.length === 0) return looksAtNothing('no flow moves');
    const live = flows.filter((flow) => (deployments.of(flow.id)[to] ?? 0) > flow.version);
    const [older] = live;
    if (older)
      return warns(
        `${to} runs ${older.name}@${deployments.of(older.id)[to]}`,
        `Roll ${older.name} back in ${to} if you mean to go back, or move a newer version; an admin may pass this with a reason.`,
        live.map((flow) => ({
          text: `${to} runs ${flow.name}@${deployments.of(flow.id)[to]}, which is newer than @${flow.version}`,
          link: `/flows/${flow.id}/versions`,
        })),
        true,
      );
    const waiting = others.flatMap((other) =>
      other.id === id
        ? []
        : other.items.flatMap((item) => {
            const mine = flows.find((flow) => item.kind === 'flow' && item.name === flow.id && item.version > flow.version);
            return mine ? [{ other: other.id, flow: mine, version: item.version }] : [];
          }),
    );
    const [first] = waiting;
    if (!first) return passes('none waits');
    return warns(
      `${first.other} brings ${first.flow.name}@${first.version}`,
      `Withdraw this one and go on with ${first.other}, or withdraw ${first.other}; an admin may pass this with a reason.`,
      waiting.map(({ other, flow, version }) => ({
        text: `${other} asks for ${flow.name}@${version} in ${to}`,
        link: `/promotion/${other}`,
      })),
      true,
    );
  },
};
