/** A flow that comes with Crossdock: its document and messages to try it with, as files. Messages are read as text, so that no digit is lost. */
export type SampleFlow = {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly file: URL;
  readonly messages: readonly { readonly name: string; readonly file: URL }[];
};

const here = (path: string) => new URL(path, import.meta.url);

export const sampleFlows: readonly SampleFlow[] = [
  {
    id: 'orders-on-hold',
    name: 'Orders on hold',
    purpose: 'Reads every few minutes which orders the ERP has put on hold, and tells the order desk once of each.',
    file: here('./orders-on-hold.flow.json'),
    messages: [{ name: 'SO-100027: 6,412.80 on hold', file: here('./messages/order-on-hold-100027.json') }],
  },
  {
    id: 'purchase-order-acknowledgement',
    name: 'Purchase order acknowledgement',
    purpose: 'Takes the 855 of a supplier and tells the purchase order that waits for it.',
    file: here('./purchase-order-acknowledgement.flow.json'),
    messages: [{ name: 'PO-4711: accepted', file: here('./messages/purchase-order-acknowledgement-4711.json') }],
  },
  {
    id: 'purchase-order-confirmation',
    name: 'Purchase order confirmation',
    purpose: 'Waits for the supplier to confirm a purchase order (850, 855); without an answer a person decides.',
    file: here('./purchase-order-confirmation.flow.json'),
    messages: [{ name: 'PO-4711: two lines', file: here('./messages/purchase-order-4711.json') }],
  },
  {
    id: 'shopify-order-to-erp',
    name: 'Shopify order to ERP',
    purpose: 'Books each shop order in the ERP once; large or unusual ones on hold for the order desk.',
    file: here('./shopify-order-to-erp.flow.json'),
    messages: [
      { name: '#10482: 3 lines, discount, two taxes', file: here('./messages/shopify-order-10482.json') },
      { name: '#10517: Japanese, paid in yen', file: here('./messages/shopify-order-10517-tokai.json') },
      { name: '#10533: an item the ERP does not know', file: here('./messages/shopify-order-10533-unknown-sku.json') },
      { name: '#10540: above 5,000, goes to review', file: here('./messages/shopify-order-10540-review.json') },
      { name: '#10551: express', file: here('./messages/shopify-order-10551-express.json') },
    ],
  },
  {
    id: 'stock-file-to-availability',
    name: 'Stock file to availability',
    purpose: 'Sums the stock file of all warehouses, of any size, to what can be promised per SKU.',
    file: here('./stock-file-to-availability.flow.json'),
    messages: [],
  },
];
