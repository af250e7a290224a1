import { NodeError } from '../../contract/errors.ts';
import type { HttpRequest } from '../../contract/http.ts';
import type { Item, Json } from '../../contract/item.ts';
import { parseExact } from '../../library/exact-json.ts';

type Config = {
  readonly orderType: 'standard' | 'express';
  readonly orderNumber: string;
  readonly hold: string;
  readonly warehouse: string;
  readonly requestedShipDate: string;
};
type Fields = { readonly [name: string]: Json | undefined };

/** The canonical order in the ERP's own words. What the order does not say is null there. */
export function prepare({ config, item }: { readonly config: Config; readonly item: Item }): HttpRequest {
  const order = fields(item.json);
  if (order === null || !Array.isArray(order.lines))
    throw new NodeError(
      'NOT_AN_ORDER',
      'This step takes canonical orders, and the item has no lines. It was not sent. Put a map to order@1 before this step.',
    );
  const orderNumber = String(config.orderNumber ?? '').trim();
  if (orderNumber === '')
    throw new NodeError(
      'MISSING_ORDER_NUMBER',
      'The order has no number. It was not sent to the ERP. Check the field Order number of this step, or map orderNumber.',
    );
  const totals = fields(order.totals) ?? {};
  const shipping = fields(order.shipping) ?? {};
  const source = fields(order.source) ?? {};
  const body = {
    orderNumber,
    channel: orNull(source.system),
    sequence: orNull(source.revision),
    sourceId: orNull(source.id),
    orderType: config.orderType,
    hold: orNull(config.hold),
    purchaseOrder: orNull(order.customerPoNumber),
    orderDate: orNull(order.placedAt),
    requestedShipDate: orNull(config.requestedShipDate),
    warehouse: orNull(config.warehouse),
    currency: orNull(order.currency),
    pricesIncludeTax: order.pricesIncludeTax === true,
    customer: customer(fields(order.buyer)),
    billTo: address(fields(order.billTo)),
    shipTo: address(fields(order.shipTo)),
    lines: order.lines.map(line),
    discount: orZero(totals.discount),
    freight: orZero(totals.shipping),
    freightService: orNull(shipping.service),
    charges: orZero(totals.charges),
    tax: orZero(totals.tax),
    total: orNull(totals.total),
    notes: Array.isArray(order.notes) ? order.notes.map((note) => orNull(fields(note)?.text)) : [],
  };
  return { method: 'POST', path: '/orders', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** The order, now with the number and status the ERP gave it. */
export function complete({ item, answer }: { readonly item: Item; readonly answer: { readonly body: string } }): {
  readonly created: readonly Json[];
} {
  const receipt = fields(parseExact(answer.body) as Json);
  if (typeof receipt?.erpOrder !== 'string')
    throw new NodeError(
      'UNREADABLE_ANSWER',
      'The ERP took the order but named no number for it. The order exists there. Look it up by its order number, and tell the ERP’s owner.',
    );
  return {
    created: [{ ...(fields(item.json) as { [name: string]: Json }), erpOrder: receipt.erpOrder, erpStatus: orNull(receipt.status) }],
  };
}

function customer(buyer: Fields | null) {
  const id = Array.isArray(buyer?.ids) ? fields(buyer.ids[0]) : null;
  return {
    externalId: id === null ? null : `${String(id.scheme)}:${String(id.value)}`,
    name: orNull(buyer?.company) ?? orNull(buyer?.name),
    contact: orNull(buyer?.name),
    email: orNull(buyer?.email),
    phone: orNull(buyer?.phone),
  };
}

function address(party: Fields | null) {
  const at = fields(party?.address);
  if (party === null || at === null) return null;
  return {
    name: orNull(party.name) ?? orNull(party.company),
    company: orNull(party.company),
    line1: orNull(at.line1),
    line2: orNull(at.line2),
    city: orNull(at.city),
    region: orNull(at.region),
    postalCode: orNull(at.postalCode),
    country: orNull(at.country),
    phone: orNull(party.phone),
  };
}

function line(value: Json) {
  const { lineNumber, sku, description, quantity, unitPrice, discounts, taxes } = fields(value) ?? {};
  const counted = fields(quantity);
  return {
    line: orNull(lineNumber),
    item: orNull(sku),
    description: orNull(description),
    quantity: orNull(counted?.value),
    uom: orNull(counted?.uom),
    unitPrice: orNull(unitPrice),
    discounts: Array.isArray(discounts) ? discounts : [],
    taxes: Array.isArray(taxes) ? taxes : [],
  };
}

function fields(value: Json | undefined): Fields | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}

function orNull(value: Json | undefined): Json {
  return value === undefined || value === '' ? null : value;
}

function orZero(value: Json | undefined): Json {
  return value ?? '0.00';
}
