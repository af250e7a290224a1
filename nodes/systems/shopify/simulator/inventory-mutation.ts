import type { Field } from './graphql-document.ts';
import type { Change, Inventory, QuantityName, SetQuantity, UserError } from './inventory.ts';
import { gid, ids } from './shop-ids.ts';

type Result = { readonly payload: unknown } | { readonly refused: { readonly code: string; readonly message: string } };

/** Keys in work at this moment. */
const inFlight = new WeakMap<Inventory, Set<string>>();

/**
 * The mutation as versions have it: `compareQuantity` up to 2025-10, `changeFromQuantity` beside it in 2026-01, `changeFromQuantity` alone and
 * obligatory, with `@idempotent`, from 2026-04. Business errors come as `userErrors`.
 */
export async function inventorySetQuantities({
  field,
  version,
  inventory,
  now,
  forgetsKeys = false,
}: {
  field: Field;
  version: string;
  inventory: Inventory;
  now: () => number;
  forgetsKeys?: boolean;
}): Promise<Result> {
  const isNew = version === 'unstable' || version >= '2026-04';
  const key = field.directives.find((directive) => directive.name === 'idempotent')?.args.key;
  if (isNew && typeof key !== 'string')
    return refused('BAD_REQUEST', 'The @idempotent directive is required for this mutation but was not provided.');
  const input = field.args.input as Input | undefined;
  const shape = shapeProblem(input, { version, isNew });
  if (shape !== undefined || input === undefined) return refused('INVALID_VARIABLE', shape ?? 'Argument input is required.');

  const request = JSON.stringify(input);
  if (typeof key !== 'string') return apply(input, null, { inventory, now });
  const earlier = forgetsKeys ? undefined : inventory.remembered(key);
  if (earlier !== undefined)
    return earlier.request === request
      ? payload(input, earlier.changes, [], now)
      : payload(
          input,
          [],
          [
            idempotencyError(
              'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
              'The same idempotency key cannot be used with different operation parameters.',
            ),
          ],
          now,
        );
  const keys = inFlight.get(inventory) ?? new Set();
  inFlight.set(inventory, keys);
  if (keys.has(key))
    return payload(
      input,
      [],
      [idempotencyError('IDEMPOTENCY_CONCURRENT_REQUEST', 'This request is currently in progress, please try again.')],
      now,
    );
  keys.add(key);
  try {
    return await apply(input, { key, request }, { inventory, now });
  } finally {
    keys.delete(key);
  }
}

type Input = {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
  readonly ignoreCompareQuantity?: boolean;
  readonly quantities: readonly { readonly [field: string]: unknown }[];
};

const reasons = new Set([
  'correction',
  'cycle_count_available',
  'damaged',
  'movement_created',
  'other',
  'promotion',
  'quality_control',
  'received',
  'reservation_created',
  'restock',
  'safety_stock',
  'shrinkage',
]);

async function apply(
  input: Input,
  remember: { key: string; request: string } | null,
  { inventory, now }: { inventory: Inventory; now: () => number },
): Promise<Result> {
  const errors: UserError[] = [];
  if (input.name !== 'available' && input.name !== 'on_hand')
    errors.push({ field: ['input', 'name'], message: "The quantity name must be either 'available' or 'on_hand'.", code: 'INVALID_NAME' });
  if (!reasons.has(input.reason))
    errors.push({ field: ['input', 'reason'], message: 'The specified reason is invalid.', code: 'INVALID_REASON' });
  if (typeof input.referenceDocumentUri === 'string' && !/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(input.referenceDocumentUri))
    errors.push({
      field: ['input', 'referenceDocumentUri'],
      message: 'The specified reference document is invalid.',
      code: 'INVALID_REFERENCE_DOCUMENT',
    });
  for (const [i, entry] of input.quantities.entries())
    if (entry.changeFromQuantity === undefined && entry.compareQuantity === undefined && input.ignoreCompareQuantity !== true)
      errors.push({
        field: ['input', 'quantities', String(i), 'compareQuantity'],
        message: 'The compareQuantity argument must be given to each quantity or ignored using ignoreCompareQuantity.',
        code: 'COMPARE_QUANTITY_REQUIRED',
      });
  if (errors.length > 0) return payload(input, [], errors, now);

  const wanted = input.quantities.map((entry): SetQuantity => {
    const expectedField = entry.changeFromQuantity === undefined ? 'compareQuantity' : 'changeFromQuantity';
    const expected = input.ignoreCompareQuantity === true ? null : (entry[expectedField] as number | null | undefined);
    return { inventoryItemId: entry.inventoryItemId, locationId: entry.locationId, quantity: entry.quantity, expected, expectedField };
  });
  const done = await inventory.set(input.name as QuantityName, wanted, remember);
  return payload(input, done.changes, done.errors, now);
}

/** What the schema of the version refuses before anything is looked at. */
function shapeProblem(input: Input | undefined, { version, isNew }: { version: string; isNew: boolean }): string | undefined {
  if (input === undefined || input === null) return 'Argument input is required.';
  if (!Array.isArray(input.quantities)) return 'input.quantities: Expected value to not be null';
  if (input.quantities.length > 250) return 'The input array size of more than 250 is not allowed.';
  if (isNew && 'ignoreCompareQuantity' in input) return 'input.ignoreCompareQuantity: Field is not defined on InventorySetQuantitiesInput';
  for (const [i, entry] of input.quantities.entries()) {
    const at = `input.quantities.${i}`;
    if (!Number.isInteger(entry.quantity))
      return `${at}.quantity: Could not coerce value ${JSON.stringify(entry.quantity) ?? 'null'} to Int`;
    if (isNew && 'compareQuantity' in entry) return `${at}.compareQuantity: Field is not defined on InventoryQuantityInput`;
    if (isNew && !('changeFromQuantity' in entry)) return `${at}.changeFromQuantity: Expected value to be given, as an integer or null`;
    if (version < '2026-01' && 'changeFromQuantity' in entry)
      return `${at}.changeFromQuantity: Field is not defined on InventoryQuantityInput`;
  }
  return undefined;
}

function payload(input: Input, changes: readonly Change[], userErrors: readonly UserError[], now: () => number): Result {
  const group = {
    createdAt: new Date(now()).toISOString(),
    reason: input.reason,
    referenceDocumentUri: input.referenceDocumentUri ?? null,
    changes: changes.map(({ item, sku, name, delta, quantityAfterChange }) => ({
      name,
      delta,
      quantityAfterChange,
      item: { id: item, sku },
      location: { id: gid('Location', ids.location) },
    })),
  };
  return { payload: { inventoryAdjustmentGroup: userErrors.length > 0 ? null : group, userErrors } };
}

function idempotencyError(code: string, message: string): UserError {
  return { field: [], message, code };
}

function refused(code: string, message: string): Result {
  return { refused: { code, message } };
}
