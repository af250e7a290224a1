import { itemMaster } from '../../erp/simulator/item-master.ts';
import type { Inventory, QuantityName } from './inventory.ts';
import { type OrderPlan, planOrder } from './order-plan.ts';
import { type Outbox, placedAt } from './outbox.ts';
import type { Lazy } from './select.ts';
import { gid, idOfGid, ids, orderNumberOf } from './shop-ids.ts';
import { shopDomain, webhookOrder } from './webhook-order.ts';

type Query = { readonly type: string; readonly resolve: Lazy };

/** What can be asked of the demo shop: `shop`, `order`, `orders` (newest first, `query: "name:#10001"`), `inventoryItem`. */
export function shopQueries({ outbox, inventory }: { outbox: Outbox; inventory: Inventory }): {
  readonly [name: string]: Query | undefined;
} {
  const orderByNumber = (number: number | undefined) => {
    const batch = number === undefined ? undefined : outbox.batchOf(number);
    if (batch === undefined || number === undefined) return null;
    return orderOf(planOrder({ seed: batch.seed, number, placedAt: placedAt(batch, number), defects: batch.defects }));
  };
  return {
    shop: { type: 'Shop', resolve: () => ({ name: 'Crossdock Supply', myshopifyDomain: shopDomain, currencyCode: 'USD' }) },
    order: {
      type: 'Order',
      resolve: ({ id }) => {
        const digits = idOfGid('Order', id);
        return digits === undefined ? null : orderByNumber(orderNumberOf(digits));
      },
    },
    orders: { type: 'OrderConnection', resolve: (args) => ordersOf(args, outbox, orderByNumber) },
    inventoryItem: { type: 'InventoryItem', resolve: ({ id }) => inventoryItemOf(idOfGid('InventoryItem', id), inventory) },
  };
}

const firstNumber = 10_001;

function ordersOf({ first = 10, after, query }: Record<string, unknown>, outbox: Outbox, orderByNumber: (number: number) => unknown) {
  const named = typeof query === 'string' ? /name:\s*["']?#?(\d+)/.exec(query)?.[1] : undefined;
  const newest = firstNumber + outbox.counts().made - 1;
  const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64url').toString()) - 1 : newest;
  const numbers =
    named === undefined
      ? Array.from({ length: Math.max(0, Math.min(Number(first), from - firstNumber + 1)) }, (_, i) => from - i)
      : [Number(named)];
  const nodes = numbers.map(orderByNumber).filter((order) => order !== null);
  const last = numbers.at(-1) ?? firstNumber;
  const cursor = (number: number) => Buffer.from(String(number)).toString('base64url');
  const pageInfo = {
    hasNextPage: named === undefined && last > firstNumber,
    hasPreviousPage: after !== undefined,
    endCursor: nodes.length === 0 ? null : cursor(last),
  };
  return { nodes, edges: nodes.map((node, i) => ({ node, cursor: cursor(numbers[i] ?? 0) })), pageInfo };
}

function orderOf(plan: OrderPlan) {
  const order = JSON.parse(webhookOrder(plan)) as Record<string, string> & { total_price_set: Money; customer: Record<string, string> };
  const lines = plan.lines.map((line, i) => {
    const { shop_money } = (order as unknown as { line_items: { price_set: Money }[] }).line_items[i]?.price_set ?? order.total_price_set;
    return {
      id: gid('LineItem', ids.line(plan.number, i)),
      sku: plan.defect === 'unknown-sku' && i === 0 ? `${line.item.sku}-OLD` : line.item.sku,
      title: line.item.description,
      quantity: line.quantity,
      originalUnitPriceSet: { shopMoney: moneyOf(shop_money) },
    };
  });
  return {
    id: gid('Order', ids.order(plan.number)),
    legacyResourceId: String(ids.order(plan.number)),
    name: `#${plan.number}`,
    createdAt: new Date(plan.placedAt).toISOString().replace('.000Z', 'Z'),
    currencyCode: 'USD',
    displayFinancialStatus: String(order.financial_status).toUpperCase(),
    displayFulfillmentStatus: 'UNFULFILLED',
    email: plan.buyer.email,
    note: plan.note,
    poNumber: plan.poNumber,
    tags: plan.tags,
    test: false,
    totalPriceSet: {
      shopMoney: moneyOf(order.total_price_set.shop_money),
      presentmentMoney: moneyOf(order.total_price_set.presentment_money),
    },
    customer: {
      id: gid('Customer', BigInt(plan.buyer.shopifyId)),
      displayName: `${plan.buyer.firstName} ${plan.buyer.lastName}`,
      email: plan.buyer.email,
    },
    lineItems: ({ first = 50 }: Record<string, unknown>) => ({
      nodes: lines.slice(0, Number(first)),
      pageInfo: { hasNextPage: lines.length > Number(first), endCursor: null },
    }),
  };
}

type Amount = { readonly amount: string; readonly currency_code: string };
type Money = { readonly shop_money: Amount; readonly presentment_money: Amount };

function moneyOf({ amount, currency_code }: Amount) {
  return { amount, currencyCode: currency_code };
}

function inventoryItemOf(id: bigint | undefined, inventory: Inventory) {
  const index = itemMaster.findIndex((_, i) => ids.inventoryItem(i) === id);
  const item = itemMaster[index];
  if (item === undefined) return null;
  const level = {
    location: { id: gid('Location', ids.location), name: 'Phoenix DC' },
    quantities: ({ names }: Record<string, unknown>) =>
      (Array.isArray(names) ? names : []).map((name) => ({ name, quantity: inventory.quantity(index, name as QuantityName) })),
  };
  return {
    id: gid('InventoryItem', ids.inventoryItem(index)),
    sku: item.sku,
    tracked: true,
    inventoryLevel: ({ locationId }: Record<string, unknown>) => (idOfGid('Location', locationId) === ids.location ? level : null),
    inventoryLevels: () => ({ nodes: [level], pageInfo: { hasNextPage: false, endCursor: null } }),
  };
}
