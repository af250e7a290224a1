/** A correct body for `POST /orders`: two lines, a discount, freight and tax that add up. */
export function anErpOrder(orderNumber: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    orderNumber,
    purchaseOrder: 'PO 4711',
    orderType: 'standard',
    hold: null,
    orderDate: '2026-11-20T16:04:11Z',
    currency: 'USD',
    pricesIncludeTax: false,
    customer: { name: 'Harbor Hardware' },
    shipTo: { name: 'Dana Whitfield', line1: '1180 Dock Rd', city: 'Reno', region: 'NV', postalCode: '89502', country: 'US' },
    lines: [
      { line: 1, item: 'VLV-BR-075', quantity: '24', uom: 'EA', unitPrice: '11.40' },
      { line: 2, item: 'GLV-NIT-L-100', quantity: '3', uom: 'BX', unitPrice: '12.90' },
    ],
    discount: '27.36',
    freight: '14.50',
    charges: '0.00',
    tax: '24.67',
    total: '324.11',
    ...changes,
  };
}
