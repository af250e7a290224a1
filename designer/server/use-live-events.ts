import { useEffect, useEffectEvent, useState } from 'react';
import { changedSteps } from './changed-steps.ts';
import { type LiveFilter, type LiveState, listen } from './live-events.ts';
import { queryClient } from './query-client.ts';
import { queryKeys } from './query-keys.ts';
import { readAgain } from './read-again.ts';
import type { LiveEvent, RunDetail } from './shapes.ts';

/**
 * Follows the server's events of an environment, a flow or a run, and keeps the cached runs and flows up to date.
 * Whenever the stream opens, what it covers is loaded again, since events may have been missed.
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
    return listen(
      { env, ...(flow !== undefined && { flow }), ...(run !== undefined && { run }) },
      {
        onEvent: handle,
        onState: (next) => {
          setState(next);
          // What was loaded before the stream opened may have changed in between: at first as after a break.
          if (next === 'open') readAgain(queryClient, run === undefined ? queryKeys.runs : queryKeys.run(run));
        },
      },
    );
  }, [env, flow, run]);

  return state;
}

function updateCache(event: LiveEvent): void {
  switch (event.event) {
    case 'run': {
      const queryKey = queryKeys.run(event.data.id);
      const known = queryClient.getQueryData<RunDetail>(queryKey);
      if (known) queryClient.setQueryData<RunDetail>(queryKey, { ...known, ...event.data });
      // One that waits may wait for something else now.
      const isOther = known?.status !== event.data.status || event.data.status === 'waiting';
      if (isOther) readAgain(queryClient, queryKey);
      if (event.data.status === 'waiting') readAgain(queryClient, queryKeys.approvals);
      return;
    }
    case 'steps': {
      const { runId, steps, edges } = event.data;
      const known = queryClient.getQueryData<RunDetail>(queryKeys.run(runId));
      if (!known) return;
      queryClient.setQueryData<RunDetail>(queryKeys.run(runId), { ...known, steps, edges });
      for (const nodeId of changedSteps(known.steps, steps)) readAgain(queryClient, queryKeys.step(runId, nodeId));
      return;
    }
    case 'flow':
      readAgain(queryClient, ['flows', 'list']);
      return;
    case 'promotion':
      for (const queryKey of [queryKeys.promotions, queryKeys.board, queryKeys.deploymentsOfAll]) readAgain(queryClient, queryKey);
      return;
    case 'presence':
    case 'demo':
      return;
  }
}
