import { httpOutcome } from '../../connector/http-outcome.ts';
import type { Quota } from '../../contract/define-node.ts';
import { NodeError, OutcomeUnknown, RetryLater } from '../../contract/errors.ts';
import type { HttpAnswer } from '../../contract/http.ts';

type GraphqlAnswer = {
  readonly data?: { readonly [field: string]: { readonly userErrors?: readonly UserError[] } | null } | null;
  readonly errors?: string | readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
  readonly extensions?: {
    readonly cost?: {
      readonly requestedQueryCost: number;
      readonly throttleStatus: { readonly maximumAvailable?: number; readonly currentlyAvailable: number; readonly restoreRate: number };
    };
  };
};
type UserError = { readonly field?: readonly string[] | null; readonly message: string; readonly code?: string | null };

/**
 * What an answer of the Admin API means: undefined is a success, otherwise the error to throw. With HTTP 200 come throttling (`errors` with the code
 * THROTTLED; some shops send 429) and refusals (`userErrors`). `isRepeatable`: the call carries an idempotency key, or may be made twice.
 */
export function graphqlOutcome(answer: HttpAnswer, { isRepeatable }: { isRepeatable: boolean }): Error | undefined {
  const body = parse(answer.body);
  const errors = Array.isArray(body?.errors) ? (body.errors as Exclude<GraphqlAnswer['errors'], string | undefined>) : [];
  if (errors.some((error) => error.extensions?.code === 'THROTTLED'))
    return new RetryLater('THROTTLED', 'Shopify takes no more calls for the moment. The call waits and nothing is lost. Nothing to do.', {
      after: waitFor(body),
      isForAll: true,
    });
  if (answer.status < 200 || answer.status >= 300) return httpOutcome(answer, { from: 'Shopify', isRepeatable });
  if (body === undefined)
    return new OutcomeUnknown(
      'UNREADABLE_ANSWER',
      'Shopify’s answer is not JSON. Whether the call took effect is not known. Look at the record in Shopify.',
    );
  if (errors.length > 0) {
    const said = errors.map((error) => error.message).join('; ');
    return new NodeError(
      errors[0]?.extensions?.code ?? 'GRAPHQL_ERROR',
      `Shopify did not accept the call: ${said}. Nothing was changed. Check the API version and the fields of this step.`,
    );
  }
  const refusals = Object.values(body.data ?? {}).flatMap((field) => field?.userErrors ?? []);
  return refusals.length === 0 ? undefined : refused(refusals);
}

/** Refusals of single entries of the list `quantities`, by their place in it. */
export function refusalsByPlace(text: string): ReadonlyMap<number, Error> {
  const places = new Map<number, UserError[]>();
  for (const field of Object.values(parse(text)?.data ?? {}))
    for (const error of field?.userErrors ?? []) {
      const at = error.field?.indexOf('quantities') ?? -1;
      const place = Number(error.field?.[at + 1]);
      if (at >= 0 && Number.isInteger(place)) places.set(place, [...(places.get(place) ?? []), error]);
    }
  return new Map([...places].map(([place, errors]) => [place, refused(errors)]));
}

/** The points that are left, from `extensions.cost.throttleStatus`. */
export function costQuota(text: string): Quota | undefined {
  const status = parse(text)?.extensions?.cost?.throttleStatus;
  if (status?.maximumAvailable === undefined) return undefined;
  return { left: status.currentlyAvailable, of: status.maximumAvailable, restoredPerSecond: status.restoreRate };
}

function refused(errors: readonly UserError[]): Error {
  const code = errors[0]?.code ?? 'USER_ERROR';
  if (code === 'IDEMPOTENCY_CONCURRENT_REQUEST')
    return new RetryLater(
      code,
      'Shopify is still working on an earlier call with the same key. This one waits for its outcome. Nothing to do.',
      { after: 1000 },
    );
  const said = errors.map(({ field, message }) => (field?.length ? `${field.join('.')}: ${message}` : message)).join('; ');
  return new NodeError(code, `Shopify refused: ${said} Nothing was changed. ${remedies[code] ?? 'Correct the value and replay.'}`, {
    userErrors: errors.map(({ field, message, code: own }) => ({ field: [...(field ?? [])], message, code: own ?? null })),
  });
}

const remedies: Readonly<Record<string, string>> = {
  CHANGE_FROM_QUANTITY_STALE: 'Somebody else changed the quantity in between: read it again, decide, and replay.',
  COMPARE_QUANTITY_STALE: 'Somebody else changed the quantity in between: read it again, decide, and replay.',
  INVALID_INVENTORY_ITEM: 'Check which inventory item the SKU is mapped to, and replay.',
  INVALID_LOCATION: 'Check which location the warehouse is mapped to, and replay.',
  ITEM_NOT_STOCKED_AT_LOCATION: 'Stock the item at the location in Shopify, and replay.',
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH: 'The same key was sent with other values before: compare with what Shopify has before you replay.',
};

/** The vendor's rule: (requested - available) / restore rate, in milliseconds. */
function waitFor(body: GraphqlAnswer | undefined): number | undefined {
  const cost = body?.extensions?.cost;
  if (cost === undefined || !(cost.throttleStatus.restoreRate > 0)) return undefined;
  const missing = cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable;
  return Math.max(0, Math.ceil((missing / cost.throttleStatus.restoreRate) * 1000));
}

function parse(text: string): GraphqlAnswer | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return value !== null && typeof value === 'object' ? (value as GraphqlAnswer) : undefined;
  } catch {
    return undefined;
  }
}
