import type { Flow, TestCase } from '@crossdock/flows/document/flow';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CaseReport } from '../server/shapes.ts';

/** What the flow was when a case ran: of an unchanged part the same object. */
type Basis = Pick<Flow, 'nodes' | 'edges' | 'settings'> & { readonly test: TestCase };

/** What became of a test case; without one it has not run. */
export type CaseState =
  | { readonly kind: 'running'; readonly before: CaseState | undefined }
  | { readonly kind: 'ended'; readonly report: CaseReport; readonly basis: Basis }
  | { readonly kind: 'broken'; readonly reason: string };

/** How a case came about, told once. */
export type Origin = { readonly run: string; readonly hasRedacted: boolean; readonly loosened: number };

type Reports = { readonly states: ReadonlyMap<string, CaseState>; readonly origins: ReadonlyMap<string, Origin> };

/** Kept while the page is open, over tabs and flows: by flow and case. */
const store = createStore<Reports>(() => ({ states: new Map(), origins: new Map() }));

const keyOf = (flowId: string, testId: string) => `${flowId}/${testId}`;

export function useCaseStates(): ReadonlyMap<string, CaseState> {
  return useStore(store, (state) => state.states);
}

export function caseState(states: ReadonlyMap<string, CaseState>, flowId: string, testId: string): CaseState | undefined {
  return states.get(keyOf(flowId, testId));
}

export function keepState(flowId: string, testId: string, state: CaseState): void {
  store.setState(({ states }) => ({ states: new Map(states).set(keyOf(flowId, testId), state) }));
}

export function stateNow(flowId: string, testId: string): CaseState | undefined {
  return caseState(store.getState().states, flowId, testId);
}

export function useOrigin(flowId: string, testId: string): Origin | undefined {
  return useStore(store, (state) => state.origins.get(keyOf(flowId, testId)));
}

export function keepOrigin(flowId: string, testId: string, origin: Origin | null): void {
  store.setState(({ origins }) => {
    const next = new Map(origins);
    if (origin) next.set(keyOf(flowId, testId), origin);
    else next.delete(keyOf(flowId, testId));
    return { origins: next };
  });
}

export function basisOf({ nodes, edges, settings }: Flow, test: TestCase): Basis {
  return { nodes, edges, settings, test };
}

/** Whether the flow or the case was changed since the case ran. */
export function isStale(state: CaseState | undefined, flow: Flow, test: TestCase): boolean {
  if (state?.kind !== 'ended') return false;
  const { basis } = state;
  return basis.nodes !== flow.nodes || basis.edges !== flow.edges || basis.settings !== flow.settings || basis.test !== test;
}

/** The newest report of a case, also while it runs again. */
export function reportOf(state: CaseState | undefined): CaseReport | undefined {
  if (state?.kind === 'ended') return state.report;
  return state?.kind === 'running' ? reportOf(state.before) : undefined;
}
