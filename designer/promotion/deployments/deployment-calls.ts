import { client, reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';

const at = (id: string, env: string) => ({ params: { path: { id, env } } });

export type Pause = { mode: 'refuse' | 'queue'; why: string; until: string | null };
export type RollBack = { version: number; why: string; restoreConfiguration: boolean };

/** What can be done with what runs of a flow in an environment. */
export const deploymentCalls = {
  pause: (flow: string, env: string, body: Pause) =>
    reply(client.PUT('/api/flows/{id}/deployments/{env}/pause', { ...at(flow, env), body })),
  resume: (flow: string, env: string) => reply(client.DELETE('/api/flows/{id}/deployments/{env}/pause', at(flow, env))),
  cancelSchedule: (flow: string, env: string) => reply(client.DELETE('/api/flows/{id}/deployments/{env}/schedule', at(flow, env))),
  changeShare: (flow: string, env: string, share: number) =>
    reply(client.PUT('/api/flows/{id}/deployments/{env}/rollout', { ...at(flow, env), body: { share, why: '' } })),
  endRollout: (flow: string, env: string, why: string) =>
    reply(client.DELETE('/api/flows/{id}/deployments/{env}/rollout', { ...at(flow, env), body: { why } })),
  rollBack: (flow: string, env: string, body: RollBack) =>
    reply(client.POST('/api/flows/{id}/deployments/{env}/rollback', { ...at(flow, env), body })),
};

/** Loads what follows from another version or another state of a deployment. */
export function loadDeploymentsAgain(): void {
  for (const queryKey of [queryKeys.deploymentsOfAll, queryKeys.board, queryKeys.flows, queryKeys.promotions]) {
    void queryClient.invalidateQueries({ queryKey });
  }
}
