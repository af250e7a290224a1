import type { ErpCustomer } from '../../erp/simulator/customer-master.ts';
import { centsPerUnit } from './order-facts.ts';
import type { OrderPlan, PlannedLine, PlannedTax } from './order-plan.ts';
import { gid, ids, raw } from './shop-ids.ts';
import { priceSet, text } from './shop-money.ts';

export const shopDomain = 'crossdock-supply.myshopify.com';
/** The shop stands in Phoenix, which knows no daylight saving time. */
const shopOffsetHours = -7;

/** The text of an `orders/create` webhook, version 2026-04, in the vendor's order of fields. Ids are numbers of 18 digits, written out. */
export function webhookOrder(plan: OrderPlan): string {
  const { number, buyer, lines, shipping, discount } = plan;
  const set = (cents: number) => priceSet(cents, buyer.currency, centsPerUnit[buyer.currency] ?? 100);
  const at = shopTime(plan.placedAt);
  const sums = sumsOf(plan);
  const orderId = ids.order(number);
  const token = ids.token(number);
  const isOnTerms = buyer.terms !== 'PREPAID';

  return JSON.stringify({
    id: raw(orderId),
    admin_graphql_api_id: gid('Order', orderId),
    app_id: 580111,
    browser_ip: plan.source === 'web' ? `203.0.113.${(number % 250) + 1}` : null,
    buyer_accepts_marketing: number % 3 === 0,
    cancel_reason: null,
    cancelled_at: null,
    cart_token: plan.source === 'web' ? `hWN${token.slice(0, 20)}` : null,
    checkout_token: token,
    client_details: plan.source === 'web' ? clientDetails(buyer, number) : null,
    closed_at: null,
    confirmation_number: ids.confirmation(number),
    confirmed: true,
    contact_email: buyer.email,
    created_at: at,
    currency: 'USD',
    current_shipping_price_set: set(shipping.cents - shipping.discountCents),
    current_subtotal_price: text(sums.subtotal),
    current_subtotal_price_set: set(sums.subtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: text(sums.discount),
    current_total_discounts_set: set(sums.discount),
    current_total_duties_set: null,
    current_total_price: text(sums.total),
    current_total_price_set: set(sums.total),
    current_total_tax: text(sums.tax),
    current_total_tax_set: set(sums.tax),
    customer_locale: buyer.locale,
    device_id: null,
    discount_codes:
      discount === null
        ? []
        : [
            {
              code: discount.code,
              amount: text(sums.discount),
              type: discount.target === 'shipping_line' ? 'shipping' : discount.valueType,
            },
          ],
    duties_included: false,
    email: buyer.email,
    estimated_taxes: false,
    financial_status: isOnTerms ? 'pending' : 'paid',
    fulfillment_status: null,
    landing_site: plan.source === 'web' ? '/collections/all' : null,
    landing_site_ref: null,
    location_id: plan.source === 'pos' ? raw(ids.location) : null,
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: `#${number}`,
    note: plan.note,
    note_attributes: [
      ...(plan.requestedShipDate === null ? [] : [{ name: 'requested_ship_date', value: plan.requestedShipDate }]),
      ...(plan.deliveryWindow === null ? [] : [{ name: 'delivery_window', value: plan.deliveryWindow }]),
    ],
    number: number - 1000,
    order_number: number,
    order_status_url: `https://${shopDomain}/548380009/orders/${token}/authenticate?key=${token.slice(0, 16)}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: isOnTerms ? ['net_terms'] : ['shopify_payments'],
    phone: null,
    po_number: plan.poNumber,
    presentment_currency: buyer.currency,
    processed_at: at,
    reference: null,
    referring_site: null,
    source_identifier: null,
    source_name: plan.source,
    source_url: null,
    subtotal_price: text(sums.subtotal),
    subtotal_price_set: set(sums.subtotal),
    tags: plan.tags.join(', '),
    tax_exempt: buyer.isTaxExempt,
    tax_lines: taxLines(sums.taxes, set),
    taxes_included: plan.isTaxIncluded,
    test: false,
    token,
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: text(sums.discount),
    total_discounts_set: set(sums.discount),
    total_line_items_price: text(sums.lines),
    total_line_items_price_set: set(sums.lines),
    total_outstanding: isOnTerms ? text(sums.total) : '0.00',
    total_price: text(sums.total),
    total_price_set: set(sums.total),
    total_shipping_price_set: set(shipping.cents),
    total_tax: text(sums.tax),
    total_tax_set: set(sums.tax),
    total_tip_received: '0.00',
    total_weight: lines.reduce((sum, line) => sum + line.item.grams * line.quantity, 0),
    updated_at: at,
    user_id: plan.source === 'shopify_draft_order' ? raw(ids.staff) : null,
    billing_address: address(buyer),
    customer: customer(buyer, at),
    discount_applications:
      discount === null
        ? []
        : [
            {
              target_type: discount.target,
              type: 'discount_code',
              value: discount.value,
              value_type: discount.valueType,
              allocation_method: discount.target === 'shipping_line' ? 'each' : 'across',
              target_selection: 'all',
              code: discount.code,
            },
          ],
    fulfillments: [],
    line_items: lines.map((line, i) => lineItem({ line, position: i, plan, set })),
    payment_terms: isOnTerms ? paymentTerms(plan, sums.total) : null,
    refunds: [],
    shipping_address: {
      ...address(buyer),
      zip: plan.defect === 'bad-postcode' ? buyer.address.postalCode.slice(0, -1) : buyer.address.postalCode,
    },
    shipping_lines: [
      {
        id: raw(ids.shippingLine(number)),
        carrier_identifier: null,
        code: shipping.code,
        current_discounted_price_set: set(shipping.cents - shipping.discountCents),
        discounted_price: text(shipping.cents - shipping.discountCents),
        discounted_price_set: set(shipping.cents - shipping.discountCents),
        is_removed: false,
        phone: null,
        price: text(shipping.cents),
        price_set: set(shipping.cents),
        requested_fulfillment_service_id: null,
        source: 'shopify',
        title: shipping.title,
        tax_lines: taxLines(shipping.taxes, set),
        discount_allocations: allocation(shipping.discountCents, set),
      },
    ],
    returns: [],
    line_item_groups: [],
  });
}

type Set = (cents: number) => unknown;

function lineItem({ line, position, plan, set }: { line: PlannedLine; position: number; plan: OrderPlan; set: Set }) {
  const { item, itemIndex, quantity, unitCents, discountCents } = line;
  const id = ids.line(plan.number, position);
  return {
    id: raw(id),
    admin_graphql_api_id: gid('LineItem', id),
    attributed_staffs: plan.source === 'shopify_draft_order' ? [{ id: gid('StaffMember', ids.staff), quantity }] : [],
    current_quantity: quantity,
    fulfillable_quantity: quantity,
    fulfillment_service: 'manual',
    fulfillment_status: null,
    gift_card: false,
    grams: item.grams,
    name: item.description,
    price: text(unitCents),
    price_set: set(unitCents),
    product_exists: true,
    product_id: raw(ids.product(itemIndex)),
    // The shop's theme hides properties that begin with an underscore from buyers.
    properties: [{ name: '_uom', value: item.uom }],
    quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: plan.defect === 'unknown-sku' && position === 0 ? `${item.sku}-OLD` : item.sku,
    taxable: !plan.buyer.isTaxExempt,
    title: item.description,
    total_discount: '0.00',
    total_discount_set: set(0),
    variant_id: raw(ids.variant(itemIndex)),
    variant_inventory_management: 'shopify',
    variant_title: null,
    vendor: item.vendor,
    tax_lines: taxLines(line.taxes, set),
    duties: [],
    discount_allocations: allocation(discountCents, set),
  };
}

function sumsOf({ lines, shipping, isTaxIncluded }: OrderPlan) {
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const lineSum = sum(lines.map((line) => line.unitCents * line.quantity));
  const lineDiscount = sum(lines.map((line) => line.discountCents));
  const byTitle = new Map<string, PlannedTax>();
  for (const tax of [...lines.flatMap((line) => line.taxes), ...shipping.taxes])
    byTitle.set(tax.title, { ...tax, cents: (byTitle.get(tax.title)?.cents ?? 0) + tax.cents });
  const taxes = [...byTitle.values()];
  const tax = sum(taxes.map((entry) => entry.cents));
  const discount = lineDiscount + shipping.discountCents;
  const total = lineSum - discount + shipping.cents + (isTaxIncluded ? 0 : tax);
  return { lines: lineSum, subtotal: lineSum - lineDiscount, discount, tax, taxes, total };
}

function taxLines(taxes: readonly PlannedTax[], set: Set) {
  return taxes.map(({ title, rate, cents }) => ({ price: text(cents), rate, title, price_set: set(cents), channel_liable: false }));
}

function allocation(cents: number, set: Set) {
  return cents === 0 ? [] : [{ amount: text(cents), amount_set: set(cents), discount_application_index: 0 }];
}

function address({ firstName, lastName, company, phone, address: at }: ErpCustomer) {
  return {
    first_name: firstName,
    address1: at.line1,
    phone,
    city: at.city,
    zip: at.postalCode,
    province: at.region,
    country: at.country,
    last_name: lastName,
    address2: at.line2,
    company,
    latitude: null,
    longitude: null,
    name: `${firstName} ${lastName}`,
    country_code: at.countryCode,
    province_code: at.regionCode,
  };
}

function customer(buyer: ErpCustomer, at: string) {
  const id = BigInt(buyer.shopifyId);
  const { latitude: _latitude, longitude: _longitude, ...home } = address(buyer);
  return {
    id: raw(id),
    created_at: '2024-02-11T09:30:00-07:00',
    updated_at: at,
    first_name: buyer.firstName,
    last_name: buyer.lastName,
    state: 'enabled',
    note: null,
    verified_email: true,
    multipass_identifier: null,
    tax_exempt: buyer.isTaxExempt,
    email: buyer.email,
    phone: buyer.phone,
    currency: buyer.currency,
    tax_exemptions: [],
    admin_graphql_api_id: gid('Customer', id),
    default_address: { id: raw(id + 1_000_003n), customer_id: raw(id), ...home, country_name: buyer.address.country, default: true },
  };
}

function paymentTerms({ number, placedAt, buyer }: OrderPlan, totalCents: number) {
  const days = buyer.terms === 'NET45' ? 45 : 30;
  const at = shopTime(placedAt);
  const due = shopTime(placedAt + days * 86_400_000);
  const schedule = {
    amount: text(totalCents),
    currency: 'USD',
    issued_at: at,
    due_at: due,
    completed_at: null,
    expected_payment_method: 'net_terms',
  };
  const name = `Net ${days}`;
  return {
    id: number,
    created_at: at,
    due_in_days: days,
    payment_schedules: [schedule],
    payment_terms_name: name,
    payment_terms_type: 'net',
    updated_at: at,
  };
}

function clientDetails(buyer: ErpCustomer, number: number) {
  const browser_ip = `203.0.113.${(number % 250) + 1}`;
  return {
    accept_language: buyer.locale,
    browser_height: 900,
    browser_ip,
    browser_width: 1440,
    session_hash: null,
    user_agent: 'Mozilla/5.0 (X11; Linux x86_64)',
  };
}

/** `2026-11-20T09:04:11-07:00` */
function shopTime(milliseconds: number): string {
  return `${new Date(milliseconds + shopOffsetHours * 3_600_000).toISOString().slice(0, 19)}-07:00`;
}
