import { reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';
import { calls } from '../promotion-calls.ts';

const at = (id: string, env: string, body?: unknown) => ({ params: { path: { id, env } }, ...(body !== undefined && { body }) });

export type Pause = { mode: 'refuse' | 'queue'; why: string; until?: string };
export type RollBack = { version: number; why: string; restoreConfiguration: boolean };

/** What can be done with what runs of a flow in an environment. */
export const deploymentCalls = {
  pause: (flow: string, env: string, pause: Pause) => reply(calls.PUT('/api/flows/{id}/deployments/{env}/pause', at(flow, env, pause))),
  resume: (flow: string, env: string) => reply(calls.DELETE('/api/flows/{id}/deployments/{env}/pause', at(flow, env))),
  cancelSchedule: (flow: string, env: string) => reply(calls.DELETE('/api/flows/{id}/deployments/{env}/schedule', at(flow, env))),
  rollBack: (flow: string, env: string, back: RollBack) =>
    reply(calls.POST('/api/flows/{id}/deployments/{env}/rollback', at(flow, env, back))),
};

/** Loads what follows from another version or another state of a deployment. */
export function loadDeploymentsAgain(): void {
  for (const queryKey of [queryKeys.deploymentsOfAll, queryKeys.board, queryKeys.flows, queryKeys.promotions]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}
