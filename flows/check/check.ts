import type { Flow, Problem } from '../document/flow.ts';
import type { Catalog } from '../graph/catalog.ts';
import { type CheckOptions, contextOf } from './context.ts';
import { rules } from './rules.ts';

/**
 * What is wrong with a flow and how to mend it: errors first, within them in the order of the steps. Pure; the same in the browser and on the
 * server, where `options` knows more. A flow with an error cannot be published.
 */
export function check(flow: Flow, catalog: Catalog, options: CheckOptions = {}): Problem[] {
  const context = contextOf(flow, catalog, options);
  const position = new Map(context.order.map((id, i) => [id, i]));
  const positionOf = (problem: Problem) => (problem.nodeId === null ? -1 : (position.get(problem.nodeId) ?? context.order.length));
  return withoutEchoes(rules.flatMap((rule) => rule(context))).sort(
    (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || positionOf(a) - positionOf(b),
  );
}

const severities: readonly Problem['severity'][] = ['error', 'warning', 'hint'];

/** A node's schema also trips over what another rule explains better: of several errors at one field, the general one goes. */
function withoutEchoes(problems: readonly Problem[]): Problem[] {
  const place = (problem: Problem) => `${problem.nodeId} ${problem.field}`;
  const explained = new Set(problems.filter((problem) => problem.code !== 'INVALID_CONFIG' && problem.severity === 'error').map(place));
  return problems.filter((problem) => problem.code !== 'INVALID_CONFIG' || !explained.has(place(problem)));
}
