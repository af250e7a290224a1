import { customerMaster, type ErpCustomer } from '../../erp/simulator/customer-master.ts';
import { type ErpItem, itemMaster } from '../../erp/simulator/item-master.ts';
import { buyerNotes, discountCodes, poNumberStyles, shippingServices, taxesFor } from './order-facts.ts';
import { type Random, randomFrom } from './random.ts';

export type Defect = 'unknown-sku' | 'bad-postcode' | 'duplicate-webhook';

/** What a buyer ordered, in cents of the shop's currency, before it takes the shape of a webhook. */
export type OrderPlan = {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly placedAt: number;
  readonly defect: Defect | null;
  readonly buyer: ErpCustomer;
  readonly lines: readonly PlannedLine[];
  readonly discount: PlannedDiscount | null;
  readonly shipping: PlannedShipping;
  readonly isTaxIncluded: boolean;
  readonly poNumber: string | null;
  readonly note: string | null;
  readonly requestedShipDate: string | null;
  readonly deliveryWindow: string | null;
  readonly tags: readonly string[];
  readonly source: 'web' | 'shopify_draft_order' | 'pos';
};
export type PlannedTax = { readonly title: string; readonly rate: number; readonly cents: number };
export type PlannedLine = {
  readonly item: ErpItem;
  readonly itemIndex: number;
  readonly quantity: number;
  readonly unitCents: number;
  readonly discountCents: number;
  readonly taxes: readonly PlannedTax[];
};
export type PlannedDiscount = {
  readonly code: string;
  readonly target: 'line_item' | 'shipping_line';
  readonly valueType: 'percentage' | 'fixed_amount';
  readonly value: string;
};
export type PlannedShipping = {
  readonly title: string;
  readonly code: string;
  readonly cents: number;
  readonly discountCents: number;
  readonly taxes: readonly PlannedTax[];
};

const day = 86_400_000;
const defectKinds: readonly Defect[] = ['unknown-sku', 'bad-postcode', 'duplicate-webhook'];

/** The order with this number: the same seed and number always give the same one. `defects` is the share of orders with something wrong. */
export function planOrder({
  seed,
  number,
  placedAt,
  defects,
}: {
  seed: number;
  number: number;
  placedAt: number;
  defects: number;
}): OrderPlan {
  const random = randomFrom(seed, number);
  const defect = random.chance(defects) ? random.pick(defectKinds) : null;
  // Half of the orders come from the shop's home country.
  const buyer = random.chance(0.5) ? random.pick(customerMaster.slice(0, 9)) : random.pick(customerMaster);
  const ordered = pickLines(random);
  const discount = random.chance(0.4) ? random.pick(discountCodes) : null;
  const discounts = discount?.target === 'line_item' ? spread(discount, ordered) : ordered.map(() => 0);
  const isTaxIncluded = buyer.address.countryCode === 'GB' || buyer.address.countryCode === 'AU';
  const rates = buyer.isTaxExempt ? [] : taxesFor(buyer.address);
  const taxesOn = (cents: number) => rates.map(({ title, rate }) => ({ title, rate, cents: taxOf(cents, rate, isTaxIncluded) }));

  const grams = ordered.reduce((sum, line) => sum + line.item.grams * line.quantity, 0);
  const service = random.pick(shippingServices.filter((entry) => entry.fits(buyer.address.countryCode, grams)));
  const shippingCents = service.cents(grams);
  const shippingDiscount = discount?.target === 'shipping_line' ? shippingCents : 0;
  const isRush = service.code === 'EXPRESS' || random.chance(0.06);

  return {
    number,
    placedAt,
    defect,
    buyer,
    lines: ordered.map((line, i) => {
      const discountCents = discounts[i] ?? 0;
      return { ...line, discountCents, taxes: taxesOn(line.unitCents * line.quantity - discountCents) };
    }),
    discount: discount?.target === 'shipping_line' && shippingCents === 0 ? null : discount,
    shipping: {
      title: service.title,
      code: service.code,
      cents: shippingCents,
      discountCents: shippingDiscount,
      taxes: taxesOn(shippingCents - shippingDiscount),
    },
    isTaxIncluded,
    poNumber: random.chance(0.65) ? random.pick(poNumberStyles)(random.between(1000, 99_999), new Date(placedAt).getUTCFullYear()) : null,
    note: random.chance(0.35) ? random.pick(buyerNotes) : null,
    requestedShipDate: random.chance(0.25) ? new Date(placedAt + random.between(1, 12) * day).toISOString().slice(0, 10) : null,
    deliveryWindow: random.chance(0.15) ? random.pick(['07:00-11:00', '13:00-17:00', 'Dock 4, by appointment']) : null,
    tags: [buyer.terms === 'PREPAID' ? 'retail' : 'b2b', ...(isRush ? ['express'] : []), ...(random.chance(0.1) ? ['first order'] : [])],
    source: random.chance(0.12) ? 'shopify_draft_order' : random.chance(0.04) ? 'pos' : 'web',
  };
}

function pickLines(random: Random) {
  const count = random.pick([1, 1, 2, 2, 3, 3, 3, 4, 5, 6, 8]);
  const indexes = new Set<number>();
  while (indexes.size < count) indexes.add(random.between(0, itemMaster.length - 1));
  return [...indexes].map((itemIndex) => {
    const item = itemMaster[itemIndex] as ErpItem;
    const unitCents = centsOf(item.price);
    return { item, itemIndex, unitCents, quantity: quantityFor(item, unitCents, random) };
  });
}

function quantityFor(item: ErpItem, unitCents: number, random: Random): number {
  if (item.uom === 'FT') return random.pick([25, 50, 100, 250]);
  if (unitCents > 20_000) return random.pick([1, 1, 1, 2, 4]);
  if (unitCents > 4_000) return random.pick([1, 1, 2, 3, 6]);
  return random.pick([1, 2, 4, 6, 10, 12, 24, 24, 48]);
}

/** Spreads a discount over the lines by value; rounding goes to the last line, as the vendor does. */
function spread(discount: PlannedDiscount, lines: readonly { unitCents: number; quantity: number }[]): number[] {
  const values = lines.map((line) => line.unitCents * line.quantity);
  const sum = values.reduce((a, b) => a + b, 0);
  const wanted = discount.valueType === 'percentage' ? Math.round((sum * Number(discount.value)) / 100) : centsOf(discount.value);
  const total = Math.min(wanted, sum);
  const parts = values.map((value) => Math.floor((total * value) / sum));
  const rest = total - parts.reduce((a, b) => a + b, 0);
  return parts.map((part, i) => (i === parts.length - 1 ? part + rest : part));
}

function taxOf(cents: number, rate: number, isIncluded: boolean): number {
  return Math.round(isIncluded ? cents - cents / (1 + rate) : cents * rate);
}

function centsOf(price: string): number {
  return Math.round(Number(price) * 100);
}
