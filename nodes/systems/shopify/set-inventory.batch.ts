import type { Batch, BatchOutcome } from '../../contract/define-node.ts';
import type { HttpRequest } from '../../contract/http.ts';
import { costQuota, graphqlOutcome, refusalsByPlace } from './graphql-outcome.ts';

/** Quantities in one mutation: the vendor's limit. */
const size = 250;
/** `prepare` writes this once, before its one quantity. Inside a value the quotation marks would be escaped. */
const mark = '"quantities":[';
/** What closes the list, the input, the variables and the body. */
const tail = ']}}}';

/** Up to 250 quantities in one call. The shop sets all or none: what it refuses is left out, and the others go again. */
export const setInventoryBatch: Batch = {
  size,
  // What stands before the quantities (version, name, reason, reference) is one for all.
  groupBy: (request) => `${request.path} ${headOf(request)}`,
  distinctBy: (request) => entryOf(request).slice(0, entryOf(request).indexOf(',"quantity":')),
  async call({ config, members, http, idempotencyKey }) {
    const hasKey = config.apiVersion !== '2025-10';
    const request = merged(members.map((member) => member.request));
    const answer = await http.send(hasKey ? { ...request, body: withKey(request.body ?? '', idempotencyKey) } : request);
    const error = graphqlOutcome(answer, { isRepeatable: hasKey });
    const quota = costQuota(answer.body);
    if (!error)
      return split(
        members.length,
        { answer: { ...answer, ...(quota && { quota }) } },
        members.map((member) => placeOf(member.request)),
      );
    const refusals = refusalsByPlace(answer.body);
    if (members.length === 1 || refusals.size === 0) throw error;
    return members.map((_, place): BatchOutcome => {
      const refusal = refusals.get(place);
      return refusal ? { error: refusal } : 'again';
    });
  },
};

function headOf({ body = '' }: HttpRequest): string {
  return body.slice(0, body.indexOf(mark) + mark.length);
}

function entryOf(request: HttpRequest): string {
  return (request.body ?? '').slice(headOf(request).length, -tail.length);
}

function merged(requests: readonly HttpRequest[]): HttpRequest {
  const [first] = requests as [HttpRequest];
  return { ...first, body: `${headOf(first)}${requests.map(entryOf).join(',')}${tail}` };
}

/** `prepare` ends the body with the variables. */
function withKey(body: string, key: string): string {
  return `${body.slice(0, -2)},"idempotencyKey":${JSON.stringify(key)}}}`;
}

type Change = { readonly name: string; readonly item: { readonly id: string } | null; readonly location: { readonly id: string } | null };
type Group = { readonly changes: readonly Change[] } | null;
type Place = { readonly item: string; readonly location: string };

function placeOf(request: HttpRequest): Place {
  const { inventoryItemId, locationId } = JSON.parse(entryOf(request)) as { inventoryItemId: string; locationId: string };
  return { item: inventoryItemId, location: locationId };
}

/** To each item the answer as if it had been alone. What the shop did not change is not among its changes. */
function split(count: number, whole: Extract<BatchOutcome, { answer: unknown }>, places: readonly Place[]): BatchOutcome[] {
  if (count === 1) return [whole];
  const { data } = JSON.parse(whole.answer.body) as { data: { inventorySetQuantities: { inventoryAdjustmentGroup: Group } } };
  const changes = data.inventorySetQuantities.inventoryAdjustmentGroup?.changes ?? [];
  const byPlace = new Map<string, Change[]>();
  for (const change of changes) {
    const place = `${change.item?.id} ${change.location?.id}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), change]);
  }
  return places.map(({ item, location }) => {
    const own = byPlace.get(`${item} ${location}`) ?? [];
    const inventoryAdjustmentGroup = own.length === 0 ? null : { changes: own };
    const body = JSON.stringify({ data: { inventorySetQuantities: { inventoryAdjustmentGroup, userErrors: [] } } });
    return { answer: { ...whole.answer, body } };
  });
}
