import { httpOutcome } from '../../connector/http-outcome.ts';
import { NodeError, RetryLater } from '../../contract/errors.ts';
import type { HttpAnswer } from '../../contract/http.ts';

type Refusal = {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly orderNumber?: string;
  readonly line?: number;
  readonly item?: string;
};

/** What happened and what to do, by the ERP's code; what it means for the order is the same for all. */
const refusals: Readonly<Record<string, (refusal: Refusal) => { happened: string; remedy: string } | undefined>> = {
  UNKNOWN_ITEM: ({ item, line }) => ({
    happened: `The ERP does not know item ${item}.`,
    remedy: `Add the item to the ERP, or correct line ${line} of the order, and replay.`,
  }),
  UNKNOWN_UNIT: ({ message, line }) => ({
    happened: `The ERP refused a unit of measure: ${message}`,
    remedy: `Map the unit of line ${line} to the ERP’s, and replay.`,
  }),
  MISSING_ADDRESS: ({ message, field }) => ({
    happened: `The ERP refused the address: ${message}`,
    remedy: `Fill in ${field} and replay.`,
  }),
  INVALID_POSTCODE: ({ message, field }) => ({
    happened: `The ERP refused the postcode: ${message}`,
    remedy: `Correct ${field} and replay.`,
  }),
  TOTAL_MISMATCH: ({ message }) => ({
    happened: `The ERP’s sum differs from the order’s: ${message}`,
    remedy: 'Check how discounts, freight and tax are mapped, and replay.',
  }),
  UNKNOWN_CURRENCY: ({ message }) => ({
    happened: `The ERP refused the currency: ${message}`,
    remedy: 'Set the currency up in the ERP and replay.',
  }),
  INVALID_ORDER: ({ message, field }) => ({
    happened: `The ERP did not accept the order: ${message}`,
    remedy: `Correct the mapping of ${field} and replay.`,
  }),
};

/** What an answer to `POST /orders` means: undefined is a created order, otherwise the error to throw. All but refusals may be sent again with the same key. */
export function createOutcome(answer: HttpAnswer): Error | undefined {
  const refusal = answer.status === 422 || answer.status === 409 ? refusalIn(answer.body) : undefined;
  if (refusal?.code === 'REQUEST_IN_FLIGHT')
    return new RetryLater(
      'REQUEST_IN_FLIGHT',
      'The ERP is still working on an earlier request with the same key. The order waits for its outcome. Nothing to do.',
      { after: 1000 },
    );
  if (refusal?.code === 'KEY_REUSED')
    return new NodeError(
      'KEY_REUSED',
      `The ERP knows this idempotency key with another body. The order was not created again. Compare the order in the ERP with this one before you replay it.`,
      { ...refusal },
    );
  const words = refusal && refusals[refusal.code]?.(refusal);
  if (refusal && words) {
    const order = refusal.orderNumber ? `Order ${refusal.orderNumber}` : 'The order';
    return new NodeError(refusal.code, `${words.happened} ${order} was not created and waits as an exception. ${words.remedy}`, {
      ...refusal,
    });
  }
  return httpOutcome(answer, { from: 'the ERP', isRepeatable: true });
}

function refusalIn(body: string): Refusal | undefined {
  try {
    const { error } = JSON.parse(body) as { error?: Refusal };
    return typeof error?.code === 'string' && typeof error.message === 'string' ? error : undefined;
  } catch {
    return undefined;
  }
}
