import { Refusal } from '../../api/refusal.ts';
import { fails, type GateCheck, looksAtNothing, passes } from './gate.ts';

/** No two flows of the target may listen at the same address, and none may call each other in a circle. */
export const intakePathGate: GateCheck = {
  id: 'intake-path',
  title: 'Intake address',
  check({ flows, to, resources: { deployments, knowledge } }) {
    if (flows.length === 0) return looksAtNothing('no flow moves');
    try {
      deployments.refuseTakenPath(to, flows);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const details = error.details.map(({ path, message }) => ({ text: message, path }));
      const remedy =
        error.code === 'PATH_TAKEN'
          ? `Give one of the two flows another path and publish it, or take the other one out of ${to} first.`
          : `Publish a version that does not call back to itself, and move that one.`;
      return fails(error.code === 'PATH_TAKEN' ? 'taken by another flow' : 'flows call each other in a circle', remedy, details);
    }
    const paths = flows.flatMap((flow) =>
      flow.nodes.flatMap((node) => {
        const binding = node.disabled ? undefined : knowledge.bindingOf(node);
        return binding?.kind === 'http' ? [`/in/${to}/${binding.path.replace(/^\/+/, '')}`] : [];
      }),
    );
    return paths.length === 0
      ? looksAtNothing('none needed')
      : passes(paths.length === 1 ? `${paths[0]} is free` : `${paths.length} are free`);
  },
};
