// The mapping of the reference flow in plain JavaScript, field by field as a developer would write it by hand: what the baselines do with an order.

type Raw = { readonly [name: string]: unknown };

export function mapOrder(order: Raw): Raw {
  const attributes = records(order.note_attributes);
  const customer = record(order.customer);
  const billing = record(order.billing_address);
  const shippingLine = records(order.shipping_lines)[0];
  const applications = records(order.discount_applications);
  const presentment = record(record(order.total_price_set)?.presentment_money);
  const attribute = (name: string) => attributes.find((entry) => entry.name === name)?.value;
  return {
    schemaVersion: 'order@1',
    source: {
      system: 'shopify',
      channel: order.source_name,
      id: String(order.id),
      url: order.order_status_url,
      revision: instant(order.updated_at ?? order.created_at),
    },
    externalIds: order.admin_graphql_api_id ? [{ scheme: 'shopify-gid', value: order.admin_graphql_api_id }] : [],
    orderNumber: String(order.name ?? order.order_number).replace('#', ''),
    customerPoNumber: order.po_number,
    type: order.source_name === 'shopify_draft_order' ? 'b2b' : 'sale',
    status: order.cancelled_at ? 'cancelled' : order.closed_at ? 'closed' : 'open',
    paymentStatus: order.financial_status,
    fulfilmentStatus: order.fulfillment_status ?? 'unfulfilled',
    isTest: order.test === true,
    placedAt: instant(order.created_at),
    requestedShipDate: attribute('requested_ship_date'),
    currency: order.currency,
    pricesIncludeTax: order.taxes_included === true,
    presentment: { currency: presentment?.currency_code ?? order.currency, total: presentment?.amount ?? order.total_price },
    buyer: {
      ids: customer ? [{ scheme: 'shopify', value: String(customer.id) }] : [],
      name: [customer?.first_name, customer?.last_name].filter(Boolean).join(' ') || billing?.name,
      company: billing?.company ?? record(customer?.default_address)?.company,
      email: order.email ?? order.contact_email,
      phone: order.phone ?? customer?.phone,
      isTaxExempt: customer?.tax_exempt === true,
    },
    billTo: party(billing),
    shipTo: party(record(order.shipping_address)),
    lines: records(order.line_items).map((line, i) => ({
      lineNumber: i + 1,
      sourceId: line.id && String(line.id),
      sku: line.sku,
      description: line.name ?? line.title,
      quantity: { value: String(line.quantity), uom: records(line.properties).find((entry) => entry.name === '_uom')?.value ?? 'EA' },
      unitPrice: line.price,
      isTaxable: line.taxable === true,
      needsShipping: line.requires_shipping !== false,
      weightGrams: line.grams,
      discounts: records(line.discount_allocations).map((discount) => {
        const application = applications[Number(discount.discount_application_index)];
        return { code: application?.code, title: application?.title, amount: discount.amount };
      }),
      taxes: records(line.tax_lines).map(tax),
    })),
    discountCodes: records(order.discount_codes).map((entry) => entry.code),
    taxes: records(order.tax_lines).map(tax),
    shipping: {
      service: shippingLine?.title,
      code: shippingLine?.code,
      carrier: shippingLine?.carrier_identifier,
      instructions: attribute('delivery_window'),
      weightGrams: order.total_weight,
    },
    payments: ((order.payment_gateway_names as unknown[] | undefined) ?? []).map((method) => ({
      method,
      terms: record(order.payment_terms)?.payment_terms_name,
    })),
    totals: {
      lines: order.total_line_items_price,
      discount: order.total_discounts ?? '0.00',
      shipping: shopMoney(order.total_shipping_price_set) ?? '0.00',
      charges: (
        Number(order.total_tip_received ?? 0) +
        Number(shopMoney(order.current_total_duties_set) ?? 0) +
        Number(shopMoney(order.current_total_additional_fees_set) ?? 0)
      ).toFixed(2),
      tax: order.total_tax ?? '0.00',
      total: order.total_price,
    },
    notes: order.note ? [{ kind: 'buyer', text: order.note }] : [],
    tags: String(order.tags ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  };
}

function party(address: Raw | undefined): Raw | undefined {
  if (!address) return undefined;
  const { name, company, phone } = address;
  return {
    name,
    company,
    phone,
    address: {
      line1: address.address1,
      line2: address.address2,
      city: address.city,
      region: address.province_code ?? address.province,
      postalCode: address.zip,
      country: address.country_code,
    },
  };
}

function tax(line: Raw): Raw {
  return { title: line.title, rate: String(line.rate ?? 0), amount: line.price };
}

function shopMoney(set: unknown): unknown {
  return record(record(set)?.shop_money)?.amount;
}

function instant(value: unknown): string {
  return new Date(String(value)).toISOString();
}

function record(value: unknown): Raw | undefined {
  return value === null || value === undefined ? undefined : (value as Raw);
}

function records(value: unknown): readonly Raw[] {
  return (value as Raw[] | null | undefined) ?? [];
}
