import { useEffect, useEffectEvent, useState } from 'react';
import { type LiveFilter, type LiveState, listen } from './live-events.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import type { LiveEvent, RunDetail } from './shapes.ts';

/**
 * Follows the server's events of an environment, a flow or a run, and keeps the cached runs and flows up to date.
 * After a broken connection everything it covers is loaded again, since events were missed.
 */
export function useLiveEvents(filter: LiveFilter | null, onEvent?: (event: LiveEvent) => void): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const handle = useEffectEvent((event: LiveEvent) => {
    updateCache(event);
    onEvent?.(event);
  });
  const { env, flow, run } = filter ?? { env: '' };

  useEffect(() => {
    if (env === '') return;
    let hasOpened = false;
    let isBehind = false;
    return listen(
      { env, ...(flow !== undefined && { flow }), ...(run !== undefined && { run }) },
      {
        onEvent: handle,
        onState: (next) => {
          setState(next);
          if (next !== 'open') isBehind = hasOpened;
          if (next === 'open' && isBehind) void queryClient.invalidateQueries({ queryKey: run ? queryKeys.run(run) : queryKeys.runs });
          if (next === 'open') {
            hasOpened = true;
            isBehind = false;
          }
        },
      },
    );
  }, [env, flow, run]);

  return state;
}

function updateCache(event: LiveEvent): void {
  switch (event.event) {
    case 'run': {
      const known = queryClient.getQueryData<RunDetail>(queryKeys.run(event.data.id));
      if (!known) return;
      queryClient.setQueryData<RunDetail>(queryKeys.run(event.data.id), { ...known, ...event.data });
      if (known.status !== event.data.status) void queryClient.invalidateQueries({ queryKey: queryKeys.run(event.data.id) });
      return;
    }
    case 'steps':
      queryClient.setQueryData<RunDetail>(queryKeys.run(event.data.runId), (known) =>
        known ? { ...known, steps: event.data.steps, edges: event.data.edges } : known,
      );
      return;
    case 'flow':
      void queryClient.invalidateQueries({ queryKey: ['flows', 'list'] });
      return;
    case 'demo':
      return;
  }
}
