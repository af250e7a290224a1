import { multiply, parseDecimal, printDecimal } from './decimal.ts';
import { itemBySku } from './item-master.ts';
import { isPostcode } from './postcodes.ts';

/** Why the ERP refuses an order. `field` is written `lines[1].item`. */
export type Refusal = {
  readonly code:
    | 'INVALID_ORDER'
    | 'UNKNOWN_ITEM'
    | 'UNKNOWN_UNIT'
    | 'MISSING_ADDRESS'
    | 'INVALID_POSTCODE'
    | 'TOTAL_MISMATCH'
    | 'UNKNOWN_CURRENCY';
  readonly message: string;
  readonly field: string;
  readonly orderNumber?: string;
  readonly line?: number;
  readonly item?: string;
};

/** What the ERP needs of an order to file it. */
export type CheckedOrder = {
  readonly orderNumber: string;
  readonly customer: string;
  readonly lines: number;
  readonly total: string;
  readonly currency: string;
  readonly isOnHold: boolean;
  readonly sequence: string | null;
};

type Fields = { readonly [name: string]: unknown };
type Checked = { readonly ok: true; readonly order: CheckedOrder } | { readonly ok: false; readonly refusal: Refusal };

const currencies = new Set(['USD', 'CAD', 'MXN', 'GBP', 'EUR', 'CHF', 'SEK', 'PLN', 'JPY', 'AUD']);

/** The ERP's own rules for `POST /orders`; the first one broken decides. */
export function checkOrder(body: unknown): Checked {
  if (!isFields(body)) return refuse('INVALID_ORDER', '', 'The body is not a JSON object.');
  const orderNumber = textOf(body.orderNumber);
  if (orderNumber === '') return refuse('INVALID_ORDER', 'orderNumber', 'orderNumber is missing.');
  const no = (code: Refusal['code'], field: string, message: string, more: Partial<Refusal> = {}) =>
    refuse(code, field, message, { orderNumber, ...more });

  const currency = textOf(body.currency);
  if (!currencies.has(currency)) return no('UNKNOWN_CURRENCY', 'currency', `Currency ${currency || '(none)'} is not set up.`);
  const customer = isFields(body.customer) ? textOf(body.customer.name) : '';
  if (customer === '') return no('INVALID_ORDER', 'customer.name', 'customer.name is missing.');

  const shipTo = body.shipTo;
  if (!isFields(shipTo)) return no('MISSING_ADDRESS', 'shipTo', 'The order has no ship-to address.');
  for (const field of ['name', 'line1', 'city', 'country'] as const)
    if (textOf(shipTo[field]) === '') return no('MISSING_ADDRESS', `shipTo.${field}`, `The ship-to address has no ${field}.`);
  const country = textOf(shipTo.country);
  const postcode = textOf(shipTo.postalCode);
  if (!isPostcode(postcode, country)) return no('INVALID_POSTCODE', 'shipTo.postalCode', `"${postcode}" is not a postcode of ${country}.`);

  if (!Array.isArray(body.lines) || body.lines.length === 0) return no('INVALID_ORDER', 'lines', 'The order has no lines.');
  let sum = 0n;
  for (const [i, line] of (body.lines as unknown[]).entries()) {
    const at = `lines[${i}]`;
    if (!isFields(line)) return no('INVALID_ORDER', at, `Line ${i + 1} is not an object.`);
    const sku = textOf(line.item);
    const item = itemBySku.get(sku);
    if (item === undefined)
      return no('UNKNOWN_ITEM', `${at}.item`, `Item ${sku || '(none)'} is not in the item master.`, { line: i + 1, item: sku });
    if (textOf(line.uom) !== item.uom)
      return no('UNKNOWN_UNIT', `${at}.uom`, `Item ${sku} is sold by ${item.uom}, not by ${textOf(line.uom) || '(none)'}.`, {
        line: i + 1,
        item: sku,
      });
    const quantity = parseDecimal(line.quantity);
    if (quantity === undefined || quantity <= 0n)
      return no('INVALID_ORDER', `${at}.quantity`, `Line ${i + 1}: quantity is not a positive decimal string.`, { line: i + 1 });
    const unitPrice = parseDecimal(line.unitPrice);
    if (unitPrice === undefined || unitPrice < 0n)
      return no('INVALID_ORDER', `${at}.unitPrice`, `Line ${i + 1}: unitPrice is not a decimal string.`, { line: i + 1 });
    sum += multiply(quantity, unitPrice);
  }

  const amounts: Record<string, bigint> = {};
  for (const field of ['discount', 'freight', 'charges', 'tax', 'total'] as const) {
    const amount = parseDecimal(body[field]);
    if (amount === undefined) return no('INVALID_ORDER', field, `${field} is not a decimal string.`);
    amounts[field] = amount;
  }
  const { discount = 0n, freight = 0n, charges = 0n, tax = 0n, total = 0n } = amounts;
  const expected = sum - discount + freight + charges + (body.pricesIncludeTax === true ? 0n : tax);
  if (expected !== total)
    return no(
      'TOTAL_MISMATCH',
      'total',
      `The lines, discount, freight, charges and tax come to ${printDecimal(expected, 2)}, but total is ${String(body.total)}.`,
    );

  return {
    ok: true,
    order: {
      orderNumber,
      customer,
      lines: body.lines.length,
      total: String(body.total),
      currency,
      isOnHold: textOf(body.hold) !== '',
      sequence: textOf(body.sequence) || null,
    },
  };
}

/** The order number of a body that may be anything. */
export function orderNumberOf(body: unknown): string {
  return isFields(body) ? textOf(body.orderNumber) : '';
}

function refuse(code: Refusal['code'], field: string, message: string, more: Partial<Refusal> = {}): Checked {
  return { ok: false, refusal: { code, message, field, ...more } };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
