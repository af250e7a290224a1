import { requireSuccess } from '../../connector/http-outcome.ts';
import type { CallInput, LookedUp } from '../../contract/define-node.ts';
import { path } from '../../contract/http.ts';

type Sent = { readonly orderNumber: string; readonly sourceId: string | null; readonly total: string | null };
type Found = { readonly erpOrder: string; readonly key: string | null; readonly total: string; readonly body?: Partial<Sent> };

/** Whether the ERP has the order of this request. An order of the same number that is not ours is for a person to look at. */
export async function lookUpOrder({
  request,
  http,
  idempotencyKey,
}: Pick<CallInput<unknown>, 'request' | 'http' | 'idempotencyKey'>): Promise<LookedUp> {
  const sent = JSON.parse(request.body ?? '{}') as Sent;
  const answer = await http.send({ method: 'GET', path: path`/orders/${sent.orderNumber}` });
  requireSuccess(answer, { from: 'the ERP', isRepeatable: true, isSuccess: (status) => status === 200 || status === 404 });
  if (answer.status === 404) return 'absent';
  const found = JSON.parse(answer.body) as Found;
  const isOurs = found.key === idempotencyKey || (found.body?.sourceId === sent.sourceId && found.total === sent.total);
  return isOurs ? { found: answer } : 'unknown';
}
