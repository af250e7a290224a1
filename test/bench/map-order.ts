// The reference flow's mapping in plain JavaScript, as a developer would write it by hand: what the baselines do with an order.

type Raw = Record<string, unknown>;

export function mapOrder(order: Raw): Raw {
  const lines = (order['line_items'] as Raw[]) ?? [];
  return {
    schemaVersion: '1',
    source: { system: 'shopify', sourceId: String(order['id']) },
    orderNumber: String(order['name']).replace('#', ''),
    customerPoNumber: order['po_number'] ?? null,
    placedAt: new Date(String(order['created_at'])).toISOString(),
    currency: order['currency'],
    buyer: { email: order['email'], phone: order['phone'] ?? null, id: String((order['customer'] as Raw | null)?.['id'] ?? '') },
    shipTo: address(order['shipping_address'] as Raw | null),
    billTo: address(order['billing_address'] as Raw | null),
    lines: lines.map((line, i) => ({
      lineNumber: i + 1,
      sku: line['sku'],
      description: line['title'],
      quantity: { value: String(line['quantity']), uom: 'EA' },
      unitPrice: line['price'],
      discounts: ((line['discount_allocations'] as Raw[]) ?? []).map((discount) => ({ amount: discount['amount'] })),
      taxes: ((line['tax_lines'] as Raw[]) ?? []).map((tax) => ({ title: tax['title'], rate: String(tax['rate']), amount: tax['price'] })),
    })),
    totals: { net: order['subtotal_price'], discount: order['total_discounts'], tax: order['total_tax'], gross: order['total_price'] },
    notes: order['note'] ? [order['note']] : [],
    tags: String(order['tags'] ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
    class: Number(order['total_price']) >= 5000 ? 'review' : 'normal',
  };
}

function address(given: Raw | null): Raw | null {
  if (!given) return null;
  return {
    name: given['name'],
    company: given['company'],
    line1: given['address1'],
    line2: given['address2'],
    city: given['city'],
    region: given['province_code'],
    postalCode: given['zip'],
    country: given['country_code'],
  };
}
