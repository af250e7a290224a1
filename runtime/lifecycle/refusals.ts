import type { Problem } from '@crossdock/flows/document/flow';
import { type Detail, Refusal } from '../api/refusal.ts';

/** Where a problem lies and how to mend it: `nodes.map.config.fields[0]`. */
export function detailsOf(problems: readonly Problem[]): Detail[] {
  return problems.map(({ nodeId, field, message, remedy }) => ({
    path: [...(nodeId === null ? [] : ['nodes', nodeId]), ...(field === null ? [] : [field])].join('.'),
    message: `${message} ${remedy}`,
  }));
}

export function noSuchFlow(id: string): Refusal {
  return new Refusal('NO_SUCH_FLOW', `There is no flow "${id}".`);
}

export function invalidFlow(problems: readonly Problem[]): Refusal {
  const first = problems[0];
  return new Refusal(
    'INVALID_FLOW',
    `This is not a flow that can be read: ${first?.message ?? ''} ${first?.remedy ?? ''}`.trim(),
    detailsOf(problems),
  );
}

/** Throws FLOW_HAS_ERRORS when one of the problems is an error. */
export function refuseErrors(problems: readonly Problem[], consequence: string): void {
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return;
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  throw new Refusal(
    'FLOW_HAS_ERRORS',
    `The flow has ${count}, so it ${consequence}. ${errors[0]?.message} ${errors[0]?.remedy}`,
    detailsOf(errors),
  );
}
