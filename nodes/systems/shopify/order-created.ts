import { z } from 'zod';
import { defineTrigger } from '../../contract/define-node.ts';
import { pathField } from '../../trigger/trigger-fields.ts';
import { open } from './order-created.run.ts';

const config = z.strictObject({
  path: pathField
    .default('shopify/orders')
    .meta({ title: 'Path', help: 'Shopify delivers to /in/{environment}/{path}.', control: 'path', placeholder: 'shopify/orders' }),
  connection: z.string().min(1).default('shopify-main').meta({
    title: 'Connection',
    help: 'Holds the app’s client secret, which signs the webhooks.',
    control: 'connection',
    system: 'shopify',
  }),
  topic: z
    .enum([
      'orders/create',
      'orders/updated',
      'orders/paid',
      'orders/edited',
      'orders/cancelled',
      'orders/fulfilled',
      'orders/partially_fulfilled',
    ])
    .default('orders/create')
    .meta({ title: 'Topic', help: 'A webhook of another topic is an exception.', control: 'select' }),
});

export const orderCreated = defineTrigger({
  type: 'shopify.order-created',
  version: 1,
  title: 'Shopify order',
  summary: 'Receives an order webhook from Shopify',
  help: [
    'Starts a run for each order webhook. The signature in `X-Shopify-Hmac-Sha256` is checked over the raw bytes before anything is read.',
    '',
    'Shopify waits 5 seconds for the answer, tries 8 times within 4 hours, and then drops the subscription: keep the answer mode *accepted*.',
    'It may deliver an order twice and out of order; put *Reject duplicates* with the order id behind this step.',
    '',
    'From practice: order ids have up to 18 digits. They arrive here as text with all digits; do not turn them into numbers.',
  ].join('\n'),
  icon: 'shopping-bag',
  tile: 'outside',
  section: 'Triggers',
  caption: '{topic}',
  keywords: ['shop', 'webhook', 'store', 'checkout', 'e-commerce'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Order' }] },
  binding: ({ path, connection }) => ({
    kind: 'http',
    method: 'POST',
    path,
    auth: {
      kind: 'hmac',
      connection,
      header: 'x-shopify-hmac-sha256',
      algorithm: 'sha256',
      encoding: 'base64',
      signs: 'body',
      prefix: '',
      deliveryId: 'x-shopify-event-id',
    },
  }),
  open,
  examples: [
    {
      title: 'All digits of an id arrive',
      config: {},
      message: {
        text: '{"id":820982911946154509,"name":"#10482","total_price":"288.10","line_items":[]}',
        contentType: 'application/json',
        headers: { 'x-shopify-topic': 'orders/create' },
        query: {},
      },
      emits: [{ id: '820982911946154509', name: '#10482', total_price: '288.10', line_items: [] }],
    },
  ],
});
