import { client, reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';
import type { Promotion } from '../../server/shapes.ts';
import type { RolloutChoice } from '../rollout/rollout-steps.ts';

const at = (id: string) => ({ params: { path: { id } } });

type Seen = Pick<Promotion, 'id' | 'content' | 'base'>;

/** What was on the screen, so that nothing else is approved or deployed. */
function hashesOf({ content, base }: Omit<Seen, 'id'>) {
  return { content, ...(base !== null && { base }) };
}

/** What can be done with a request; each answers with the request as it is then. */
export const requestCalls = {
  runShadow: (id: string) => reply(client.POST('/api/promotions/{id}/shadow', at(id))),
  check: (id: string) => reply(client.POST('/api/promotions/{id}/check', at(id))),
  /** Of exactly what is on the screen. */
  approve: ({ id, ...seen }: Seen, note: string) =>
    reply(client.POST('/api/promotions/{id}/approve', { ...at(id), body: { note, ...hashesOf(seen) } })),
  reject: (id: string, why: string) => reply(client.POST('/api/promotions/{id}/reject', { ...at(id), body: { why } })),
  withdraw: (id: string) => reply(client.POST('/api/promotions/{id}/withdraw', at(id))),
  comment: (id: string, text: string, asksForChanges: boolean) =>
    reply(client.POST('/api/promotions/{id}/comments', { ...at(id), body: { text, asksForChanges } })),
  deploy: ({ id, ...seen }: Seen, body: { overrides: { gate: string; why: string }[]; at?: string; rollout?: RolloutChoice | null }) =>
    reply(client.POST('/api/promotions/{id}/deploy', { ...at(id), body: { ...body, ...hashesOf(seen) } })),
  unschedule: (id: string) => reply(client.DELETE('/api/promotions/{id}/schedule', at(id))),
  rollback: (id: string, body: { why: string; discardLater: boolean }) =>
    reply(client.POST('/api/promotions/{id}/rollback', { ...at(id), body })),
};

/** After a refusal: it may be another one by now. */
export function readAgain(id: string): void {
  void queryClient.invalidateQueries({ queryKey: queryKeys.promotion(id) });
}

/** Shows the answer at once, and loads what follows from it. */
export function keepRequest(request: Promotion): void {
  queryClient.setQueryData(queryKeys.promotion(request.id), request);
  void queryClient.invalidateQueries({ queryKey: queryKeys.board });
  void queryClient.invalidateQueries({ queryKey: queryKeys.deploymentsOfAll });
  void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
  void queryClient.invalidateQueries({ queryKey: ['promotions', 'list'] });
  void queryClient.invalidateQueries({ queryKey: queryKeys.promotionCount });
}
