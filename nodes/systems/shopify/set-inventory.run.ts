import { NodeError } from '../../contract/errors.ts';
import type { HttpRequest } from '../../contract/http.ts';
import { path } from '../../contract/http.ts';
import type { Item, Json } from '../../contract/item.ts';

export type SetInventoryConfig = {
  readonly apiVersion: '2026-04' | '2026-01' | '2025-10';
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly quantity: string | number;
  readonly changeFromQuantity: string | number | null;
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri: string;
};

const selection = `{
    inventoryAdjustmentGroup { changes { name delta quantityAfterChange item { id } location { id } } }
    userErrors { field message code }
  }`;

/** From 2026-01 on the call carries its key in the directive `@idempotent`; the variable is added when the request is sent. */
const keyed = `mutation SetInventory($input: InventorySetQuantitiesInput!, $idempotencyKey: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $idempotencyKey) ${selection}
}`;
const plain = `mutation SetInventory($input: InventorySetQuantitiesInput!) {
  inventorySetQuantities(input: $input) ${selection}
}`;

export function prepare({ config }: { readonly config: SetInventoryConfig }): HttpRequest {
  const isOld = config.apiVersion === '2025-10';
  const expected =
    config.changeFromQuantity === null || config.changeFromQuantity === '' ? null : whole(config.changeFromQuantity, 'Expected quantity');
  const entry = {
    inventoryItemId: gid('InventoryItem', config.inventoryItemId, 'Inventory item'),
    locationId: gid('Location', config.locationId, 'Location'),
    quantity: whole(config.quantity, 'Quantity'),
    ...(isOld ? (expected === null ? {} : { compareQuantity: expected }) : { changeFromQuantity: expected }),
  };
  const input = {
    name: config.name,
    reason: config.reason,
    ...(config.referenceDocumentUri === '' ? {} : { referenceDocumentUri: config.referenceDocumentUri }),
    ...(isOld && expected === null ? { ignoreCompareQuantity: true } : {}),
    quantities: [entry],
  };
  return {
    method: 'POST',
    path: path`/admin/api/${config.apiVersion}/graphql.json`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: isOld ? plain : keyed, variables: { input } }),
  };
}

/** The item with what the shop changed: `inventory { delta, quantityAfterChange }`. */
export function complete({
  config,
  item,
  answer,
}: {
  readonly config: Pick<SetInventoryConfig, 'name'>;
  readonly item: Item;
  readonly answer: { readonly body: string };
}): {
  readonly set: readonly Json[];
} {
  type Change = { readonly name: string; readonly delta: number; readonly quantityAfterChange: number | null };
  type Answer = { data: { inventorySetQuantities: { inventoryAdjustmentGroup: { changes: readonly Change[] } | null } } };
  const { data } = JSON.parse(answer.body) as Answer;
  // No group: the quantity was what it should be already.
  const changes = data.inventorySetQuantities.inventoryAdjustmentGroup?.changes;
  // Setting what is available changes what is on hand too, and the shop says so.
  const change = changes?.find(({ name }) => name === config.name) ?? changes?.[0];
  const inventory = { delta: change?.delta ?? 0, quantityAfterChange: change?.quantityAfterChange ?? null };
  const record = item.json !== null && typeof item.json === 'object' && !Array.isArray(item.json) ? item.json : { value: item.json };
  return { set: [{ ...record, inventory }] };
}

/** `gid://shopify/Location/124656943` of a gid or of digits. */
function gid(type: string, value: unknown, title: string): string {
  const text = String(value ?? '').trim();
  if (/^\d+$/.test(text)) return `gid://shopify/${type}/${text}`;
  if (text.startsWith(`gid://shopify/${type}/`)) return text;
  throw new NodeError(
    'INVALID_ID',
    `${title} is "${text}", which is no id of Shopify. The quantity was not sent. Give the digits, or gid://shopify/${type}/ and the digits.`,
  );
}

function whole(value: string | number, title: string): number {
  const text = String(value).trim();
  const number = /^-?\d{1,10}(\.0*)?$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(number))
    throw new NodeError(
      'INVALID_QUANTITY',
      `${title} is "${text}", and Shopify counts in whole pieces. The quantity was not sent. Convert it to a whole number of the shop’s unit first.`,
    );
  return number;
}
