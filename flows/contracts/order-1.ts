const decimal = String.raw`^(0|[1-9]\d{0,17})(\.\d{1,6})?$`;
const signedDecimal = String.raw`^-?(0|[1-9]\d{0,17})(\.\d{1,6})?$`;
const instant = String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$`;
const day = String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`;

// Patterns instead of `format`, `minLength` and `maxLength`: the compiled check then needs no function of a library.
const text = (title: string) => ({ type: ['string', 'null'], title });
const requiredText = (title: string) => ({ type: 'string', title, pattern: String.raw`\S` });
const money = (title: string) => ({
  type: 'string',
  title,
  pattern: decimal,
  description: 'Decimal string in the currency of the order, such as "12.90"',
});
const optionalDay = (title: string) => ({ type: ['string', 'null'], title, pattern: day, description: 'A day, such as 2026-11-23' });
const strict = (properties: Record<string, unknown>, required: readonly string[], more: Record<string, unknown> = {}) => ({
  type: 'object',
  properties: { ...properties, extensions },
  required,
  additionalProperties: false,
  ...more,
});
const extensions = {
  type: 'object',
  title: 'Extensions',
  description: 'What a channel says beyond this contract, by its own names. Never interpreted.',
  additionalProperties: true,
};

const identifier = strict(
  {
    scheme: { ...requiredText('Scheme'), description: 'GLN, DUNS, account, or the system that gave the id, such as shopify' },
    value: { ...requiredText('Value'), description: 'Always text: ids of many digits lose the last ones as numbers' },
  },
  ['scheme', 'value'],
);

const address = strict(
  {
    line1: text('Street'),
    line2: text('Street, second line'),
    city: text('City'),
    region: { ...text('Region'), description: 'State, province or county: its code where there is one, else its name' },
    postalCode: text('Postcode'),
    country: { type: 'string', title: 'Country', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2, such as US' },
  },
  ['country'],
  { type: ['object', 'null'] },
);

const party = strict(
  {
    ids: { type: 'array', title: 'Ids', items: { $ref: '#/$defs/identifier' } },
    name: { ...text('Name'), description: 'The person' },
    company: text('Company'),
    email: text('E-mail'),
    phone: text('Phone'),
    isTaxExempt: { type: 'boolean', title: 'Tax exempt' },
    address: { $ref: '#/$defs/address', title: 'Address' },
  },
  [],
  { type: ['object', 'null'] },
);

const tax = strict(
  {
    title: requiredText('Title'),
    jurisdiction: text('Jurisdiction'),
    rate: { type: ['string', 'null'], title: 'Rate', pattern: decimal, description: 'As a fraction: "0.0725" is 7.25 %' },
    amount: money('Amount'),
  },
  ['title', 'amount'],
);

const discount = strict(
  { code: text('Code'), title: text('Title'), amount: { ...money('Amount'), description: 'Positive: what is taken off' } },
  ['amount'],
);

const line = strict(
  {
    lineNumber: { type: 'integer', title: 'Line number', minimum: 1 },
    sourceId: { ...text('Line id at the source'), description: 'Always text' },
    sku: { ...requiredText('SKU'), description: 'Our item number' },
    buyerSku: text('Item number of the buyer'),
    gtin: { type: ['string', 'null'], title: 'GTIN', pattern: String.raw`^\d{8}(\d{4,6})?$` },
    description: text('Description'),
    quantity: strict(
      {
        value: { type: 'string', title: 'Value', pattern: decimal, description: 'Decimal string, such as "24"' },
        uom: { type: 'string', title: 'Unit of measure', pattern: '^[A-Z0-9]{1,8}$', description: 'EA, BX, CS, FT, ...' },
      },
      ['value', 'uom'],
      { title: 'Quantity' },
    ),
    unitPrice: { ...money('Unit price'), description: 'Price of one unit of measure before discounts' },
    discounts: { type: 'array', title: 'Discounts', items: { $ref: '#/$defs/discount' } },
    taxes: { type: 'array', title: 'Taxes', items: { $ref: '#/$defs/tax' } },
    isTaxable: { type: 'boolean', title: 'Taxable' },
    needsShipping: { type: 'boolean', title: 'Needs shipping' },
    weightGrams: { type: ['integer', 'null'], title: 'Weight of one unit in grams', minimum: 0 },
    requestedShipDate: optionalDay('Requested ship date'),
    notes: { type: 'array', title: 'Notes', items: { $ref: '#/$defs/note' } },
  },
  ['lineNumber', 'sku', 'quantity', 'unitPrice', 'discounts', 'taxes'],
);

const note = strict(
  {
    kind: { type: 'string', title: 'Kind', enum: ['buyer', 'internal', 'delivery', 'other'] },
    name: text('Name'),
    text: { type: 'string', title: 'Text' },
  },
  ['kind', 'text'],
);

/**
 * A sales order as every flow of the company speaks of it, whatever channel it came from. Unknown fields are refused, so that a misspelt mapping
 * is found; what a channel says beyond the contract goes into `extensions`.
 */
export const order1 = {
  name: 'order',
  version: 1,
  title: 'Order',
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:crossdock:contract:order:1',
    title: 'Order',
    description: 'A sales order. Money and quantities are decimal strings, instants are UTC, ids are text.',
    ...strict(
      {
        schemaVersion: { type: 'string', title: 'Contract', const: 'order@1' },
        source: strict(
          {
            system: requiredText('System'),
            connection: text('Connection'),
            channel: { ...text('Channel'), description: 'Web, point of sale, draft order, marketplace, ...' },
            id: { ...requiredText('Id'), description: 'The id of the order there, with all its digits' },
            url: text('Address'),
            revision: { ...text('Revision'), description: 'Grows with each change at the source: tells an older copy from a newer one' },
          },
          ['system', 'id'],
          { title: 'Source' },
        ),
        externalIds: { type: 'array', title: 'Other ids', items: { $ref: '#/$defs/identifier' } },
        orderNumber: { ...requiredText('Order number'), description: 'The number people search by' },
        customerPoNumber: text('Customer PO number'),
        type: { type: 'string', title: 'Type', enum: ['sale', 'b2b', 'drop-ship', 'transfer', 'sample'] },
        status: { type: 'string', title: 'Status', enum: ['open', 'on-hold', 'cancelled', 'closed'] },
        paymentStatus: text('Payment status'),
        fulfilmentStatus: text('Fulfilment status'),
        holds: { type: 'array', title: 'Holds', description: 'Reasons why it must not be released yet', items: { type: 'string' } },
        class: { ...text('Class'), description: 'How it is handled, such as priority, normal, review' },
        isTest: { type: 'boolean', title: 'Test order' },
        placedAt: { type: 'string', title: 'Placed at', pattern: instant, description: 'An instant in UTC, such as 2026-11-20T16:04:11Z' },
        requestedShipDate: optionalDay('Requested ship date'),
        requestedDeliveryDate: optionalDay('Requested delivery date'),
        shipNotBefore: optionalDay('Ship not before'),
        cancelAfter: optionalDay('Cancel after'),
        currency: { type: 'string', title: 'Currency', pattern: '^[A-Z]{3}$', description: 'ISO 4217, such as USD' },
        pricesIncludeTax: { type: 'boolean', title: 'Prices include tax' },
        presentment: strict(
          { currency: { type: 'string', title: 'Currency', pattern: '^[A-Z]{3}$' }, total: money('Total') },
          ['currency', 'total'],
          {
            type: ['object', 'null'],
            title: 'As the buyer saw it',
            description: 'The total in the buyer’s currency',
          },
        ),
        buyer: { $ref: '#/$defs/party', type: 'object', title: 'Buyer', description: 'Who ordered' },
        billTo: { $ref: '#/$defs/party', title: 'Bill to', description: 'Who pays' },
        shipTo: { $ref: '#/$defs/party', title: 'Ship to', description: 'Who receives; absent where nothing is shipped' },
        lines: { type: 'array', title: 'Lines', minItems: 1, items: { $ref: '#/$defs/line' } },
        discountCodes: { type: 'array', title: 'Discount codes', items: { type: 'string' } },
        taxes: { type: 'array', title: 'Taxes of the order', items: { $ref: '#/$defs/tax' } },
        shipping: strict(
          {
            service: text('Service'),
            code: text('Service code'),
            carrier: text('Carrier'),
            scac: { type: ['string', 'null'], title: 'SCAC', pattern: '^[A-Z]{2,4}$' },
            accountNumber: text('Account number'),
            incoterms: { type: ['string', 'null'], title: 'Incoterms', pattern: '^[A-Z]{3}$' },
            instructions: text('Instructions'),
            weightGrams: { type: ['integer', 'null'], title: 'Weight in grams', minimum: 0 },
          },
          [],
          { title: 'Shipping' },
        ),
        payments: {
          type: 'array',
          title: 'Payments',
          items: strict({ method: requiredText('Method'), terms: text('Terms'), amount: money('Amount') }, ['method']),
        },
        totals: strict(
          {
            lines: { ...money('Lines'), description: 'Sum of quantity x unit price, before discounts' },
            discount: { ...money('Discount'), description: 'All that is taken off, shipping discounts included' },
            shipping: { ...money('Shipping'), description: 'Before discounts' },
            charges: { type: 'string', title: 'Other charges', pattern: signedDecimal, description: 'Tips, duties, fees, cash rounding' },
            tax: money('Tax'),
            total: { ...money('Total'), description: 'lines - discount + shipping + charges, + tax unless prices include it' },
          },
          ['lines', 'discount', 'shipping', 'tax', 'total'],
          { title: 'Totals' },
        ),
        notes: { type: 'array', title: 'Notes', items: { $ref: '#/$defs/note' } },
        tags: { type: 'array', title: 'Tags', items: { type: 'string' } },
      },
      ['source', 'orderNumber', 'placedAt', 'currency', 'pricesIncludeTax', 'buyer', 'lines', 'totals'],
    ),
    $defs: { identifier, address, party, tax, discount, line, note },
  },
} as const;
