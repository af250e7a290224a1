import { reply } from '../../server/client.ts';
import { queryClient } from '../../server/query-client.ts';
import { queryKeys } from '../../server/query-keys.ts';
import { calls } from '../promotion-calls.ts';
import type { Promotion } from '../shapes.ts';

const at = (id: string, body?: unknown) => ({ params: { path: { id } }, ...(body !== undefined && { body }) });

/** What can be done with a request; each answers with the request as it is then. */
export const requestCalls = {
  check: (id: string) => reply(calls.POST<Promotion>('/api/promotions/{id}/check', at(id))),
  approve: (id: string, note: string) => reply(calls.POST<Promotion>('/api/promotions/{id}/approve', at(id, { note }))),
  reject: (id: string, why: string) => reply(calls.POST<Promotion>('/api/promotions/{id}/reject', at(id, { why }))),
  withdraw: (id: string) => reply(calls.POST<Promotion>('/api/promotions/{id}/withdraw', at(id))),
  comment: (id: string, text: string, asksForChanges: boolean) =>
    reply(calls.POST<Promotion>('/api/promotions/{id}/comments', at(id, { text, asksForChanges }))),
  deploy: (id: string, body: { overrides: { gate: string; why: string }[]; at?: string }) =>
    reply(calls.POST<Promotion>('/api/promotions/{id}/deploy', at(id, body))),
  unschedule: (id: string) => reply(calls.DELETE<Promotion>('/api/promotions/{id}/schedule', at(id))),
  rollback: (id: string, body: { why: string; discardLater: boolean }) =>
    reply(calls.POST<Promotion>('/api/promotions/{id}/rollback', at(id, body))),
};

/** Shows the answer at once, and loads what follows from it. */
export function keepRequest(request: Promotion): void {
  queryClient.setQueryData(queryKeys.promotion(request.id), request);
  void queryClient.invalidateQueries({ queryKey: queryKeys.board });
  void queryClient.invalidateQueries({ queryKey: queryKeys.deploymentsOfAll });
  void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
  void queryClient.invalidateQueries({ queryKey: ['promotions', 'list'] });
  void queryClient.invalidateQueries({ queryKey: queryKeys.promotionCount });
}
