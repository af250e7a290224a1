import { join } from 'node:path';
import { itemMaster } from '../../erp/simulator/item-master.ts';
import { openSyncedLog } from '../../simulator/synced-log.ts';
import { gid, idOfGid, ids } from './shop-ids.ts';

export type QuantityName = 'available' | 'on_hand';
export type UserError = { readonly field: readonly string[]; readonly message: string; readonly code: string };
export type SetQuantity = {
  readonly inventoryItemId: unknown;
  readonly locationId: unknown;
  readonly quantity: unknown;
  /** What the caller believes is there; null or undefined: no check. */
  readonly expected: number | null | undefined;
  /** The field that `expected` came in. */
  readonly expectedField: 'changeFromQuantity' | 'compareQuantity';
};
export type Change = {
  readonly item: string;
  readonly sku: string;
  readonly name: QuantityName;
  readonly delta: number;
  readonly quantityAfterChange: number;
};

export type Inventory = {
  quantity(itemIndex: number, name: QuantityName): number;
  /** Sets all quantities or none. `remember` names an idempotency key whose result is kept with it. */
  set(
    name: QuantityName,
    quantities: readonly SetQuantity[],
    remember: { key: string; request: string } | null,
  ): Promise<{ changes: Change[]; errors: UserError[] }>;
  /** What this key did before. */
  remembered(key: string): { readonly request: string; readonly changes: Change[] } | undefined;
  close(): Promise<void>;
};

const location = gid('Location', ids.location);
const indexById = new Map(itemMaster.map((_, index) => [gid('InventoryItem', ids.inventoryItem(index)), index]));

/** Stock of the shop's one location, kept in `inventory.jsonl` of the folder. */
export async function openInventory(folder: string): Promise<Inventory> {
  const levels = { available: itemMaster.map((_, i) => 20 + ((i * 37) % 480)), on_hand: itemMaster.map((_, i) => 26 + ((i * 37) % 480)) };
  const results = new Map<string, { request: string; changes: Change[] }>();
  type Record = { changes: Change[]; key: string | null; request: string | null };
  const apply = ({ changes, key, request }: Record) => {
    for (const { item, name, quantityAfterChange } of changes) levels[name][indexById.get(item) ?? 0] = quantityAfterChange;
    if (key !== null) results.set(key, { request: request ?? '', changes });
  };
  const log = await openSyncedLog(join(folder, 'inventory.jsonl'), (line) => apply(JSON.parse(line) as Record));

  return {
    quantity: (itemIndex, name) => levels[name][itemIndex] ?? 0,
    async set(name, quantities, remember) {
      const errors = quantities.flatMap((wanted, i) => problemOf(wanted, i, name, levels) ?? []);
      const pairs = new Set(quantities.map(({ inventoryItemId, locationId }) => `${String(inventoryItemId)} ${String(locationId)}`));
      if (pairs.size < quantities.length)
        errors.push({
          field: ['input', 'quantities'],
          message: 'The combination of inventoryItemId and locationId must be unique.',
          code: 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
        });
      if (errors.length > 0) return { changes: [], errors };
      const changes = quantities.map(({ inventoryItemId, quantity }): Change => {
        const index = indexById.get(String(inventoryItemId)) ?? 0;
        const after = Number(quantity);
        return {
          item: String(inventoryItemId),
          sku: itemMaster[index]?.sku ?? '',
          name,
          delta: after - (levels[name][index] ?? 0),
          quantityAfterChange: after,
        };
      });
      const record = { changes, key: remember?.key ?? null, request: remember?.request ?? null };
      apply(record);
      await log.append(JSON.stringify(record));
      return { changes, errors };
    },
    remembered: (key) => results.get(key),
    close: () => log.close(),
  };
}

function problemOf(
  wanted: SetQuantity,
  i: number,
  name: QuantityName,
  levels: { readonly [N in QuantityName]: readonly number[] },
): UserError | undefined {
  const at = (field: string) => ['input', 'quantities', String(i), field];
  const index = idOfGid('InventoryItem', wanted.inventoryItemId) === undefined ? undefined : indexById.get(String(wanted.inventoryItemId));
  if (index === undefined)
    return { field: at('inventoryItemId'), message: 'The specified inventory item could not be found.', code: 'INVALID_INVENTORY_ITEM' };
  if (wanted.locationId !== location)
    return { field: at('locationId'), message: 'The specified location could not be found.', code: 'INVALID_LOCATION' };
  const quantity = Number(wanted.quantity);
  if (quantity < 0 && name === 'available')
    return { field: at('quantity'), message: "The quantity can't be negative.", code: 'INVALID_QUANTITY_NEGATIVE' };
  if (quantity > 1_000_000_000)
    return { field: at('quantity'), message: "The total quantity can't be higher than 1,000,000,000.", code: 'INVALID_QUANTITY_TOO_HIGH' };
  if (typeof wanted.expected === 'number' && wanted.expected !== levels[name][index]) {
    const code = wanted.expectedField === 'changeFromQuantity' ? 'CHANGE_FROM_QUANTITY_STALE' : 'COMPARE_QUANTITY_STALE';
    return { field: at(wanted.expectedField), message: `The ${wanted.expectedField} value does not match persisted value.`, code };
  }
  return undefined;
}
