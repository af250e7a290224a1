import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const key = 'crossdock.flow-trail';

/** The flows one went through, from the first to the one that is open; kept while the window is open. */
const trail = createStore<{ readonly flows: readonly string[] }>(() => ({ flows: stored() }));

/** Notes that a flow is opened from the one that calls it. */
export function enterCalledFlow(caller: string, called: string): void {
  const { flows } = trail.getState();
  const before = flows.at(-1) === caller ? flows : [caller];
  keep([...before.filter((id) => id !== called), called]);
}

/** The flows that led to this one, the first of them first. Whoever opens a flow by another way begins anew. */
export function useCallers(flowId: string): readonly string[] {
  const flows = useStore(trail, (state) => state.flows);
  const at = flows.indexOf(flowId);
  useEffect(() => {
    if (at < 0) keep([flowId]);
    else if (at < flows.length - 1) keep(flows.slice(0, at + 1));
  }, [flowId, flows, at]);
  return at < 0 ? none : flows.slice(0, at);
}

const none: readonly string[] = [];

function keep(flows: readonly string[]): void {
  trail.setState({ flows });
  try {
    sessionStorage.setItem(key, JSON.stringify(flows));
  } catch {
    // A forbidden storage only costs the way back after a reload.
  }
}

function stored(): string[] {
  try {
    const flows: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(flows) ? flows.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
