import { requireSuccess } from '../../connector/http-outcome.ts';
import type { CallInput, EffectAnswer } from '../../contract/define-node.ts';

/** Reads one record: found and unknown are both answers, the rest throws. */
export async function readRecord({ request, http }: Pick<CallInput<unknown>, 'request' | 'http'>): Promise<EffectAnswer> {
  const answer = await http.send(request);
  requireSuccess(answer, { from: 'the ERP', isRepeatable: true, isSuccess: (status) => status === 200 || status === 404 });
  return answer;
}
