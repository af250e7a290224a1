import { z } from 'zod';
import { defineTrigger } from '../contract/define-node.ts';
import type { IntakeAuth } from '../contract/intake.ts';
import { pathField } from './trigger-fields.ts';
import { open } from './webhook.run.ts';

const secretConnection = z.string().min(1, 'name the connection that holds the secret').meta({
  title: 'Connection',
  control: 'connection',
  system: 'webhook',
  help: 'Holds the secret. During a rotation the old and the new one are both valid.',
});
const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header name such as X-Signature');

const auth = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }).meta({ title: 'None', help: 'Anybody who knows the address can send.' }),
  z
    .strictObject({
      kind: z.literal('api-key'),
      connection: secretConnection,
      header: headerName.default('x-api-key').meta({ title: 'Header' }),
    })
    .meta({ title: 'API key in a header', help: 'The sender repeats a secret word.' }),
  z
    .strictObject({ kind: z.literal('shopify'), connection: secretConnection })
    .meta({ title: 'Signature as Shopify', help: 'HMAC-SHA256 in X-Shopify-Hmac-Sha256.' }),
  z
    .strictObject({ kind: z.literal('github'), connection: secretConnection })
    .meta({ title: 'Signature as GitHub', help: 'HMAC-SHA256 in X-Hub-Signature-256.' }),
  z
    .strictObject({ kind: z.literal('standard-webhooks'), connection: secretConnection })
    .meta({ title: 'Signature as Standard Webhooks', help: 'Signed with a time stamp, valid for 5 minutes.' }),
  z
    .strictObject({
      kind: z.literal('hmac'),
      connection: secretConnection,
      header: headerName.default('x-signature').meta({ title: 'Header' }),
      algorithm: z
        .enum(['sha1', 'sha256', 'sha512'])
        .default('sha256')
        .meta({ title: 'Algorithm', control: 'select', options: { sha1: 'HMAC-SHA1', sha256: 'HMAC-SHA256', sha512: 'HMAC-SHA512' } }),
      encoding: z.enum(['base64', 'hex']).default('hex').meta({ title: 'Encoding', control: 'select' }),
      prefix: z
        .string()
        .max(40)
        .default('')
        .meta({ title: 'Prefix', help: 'Stands before the signature in the header.', placeholder: 'sha256=' }),
      deliveryId: z
        .string()
        .max(80)
        .default('')
        .meta({ title: 'Delivery id header', help: 'Names one delivery; a second one with the same id is a duplicate.' }),
    })
    .meta({ title: 'Signature (HMAC)', help: 'Any other sender that signs the body.' }),
]);

const config = z.strictObject({
  path: pathField.meta({ title: 'Path', control: 'path', help: 'Messages come to /in/{environment}/{path}.', placeholder: 'shop/orders' }),
  method: z.enum(['POST', 'PUT', 'GET']).default('POST').meta({ title: 'Method', control: 'select' }),
  auth: auth.prefault({ kind: 'none' }).meta({ title: 'Authentication' }),
  split: z
    .boolean()
    .default(false)
    .meta({ title: 'One record for each entry of a JSON array', help: 'Off: the whole message is one record.' }),
});

export type WebhookConfig = z.output<typeof config>;

export const webhook = defineTrigger({
  type: 'trigger.webhook',
  version: 1,
  title: 'Webhook',
  summary: 'Receives messages over HTTP',
  help: [
    'Starts a run for each request to its path. The signature or key is checked over the raw bytes, in constant time, before anything is read or stored; the secret lies in a connection.',
    '',
    'JSON keeps all digits of long numbers: they arrive as text. A form becomes an object of its fields. Any other body, XML or CSV for example, arrives as `text`.',
    '',
    '- **Shopify** signs the body with HMAC-SHA256 in base64 (`X-Shopify-Hmac-Sha256`).',
    '- **GitHub** signs it in hex after `sha256=` (`X-Hub-Signature-256`).',
    '- **Standard Webhooks** signs `id.timestamp.body` and is valid for 5 minutes.',
    '',
    'From practice: senders repeat what they are not sure about. Put *Reject duplicates* behind this step, with the number that the sender gives its record.',
  ].join('\n'),
  icon: 'webhook',
  tile: 'outside',
  section: 'Triggers',
  caption: '{method} {path}',
  keywords: ['http', 'endpoint', 'api', 'receive', 'rest', 'inbound'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Message' }] },
  binding: ({ path, method, auth: chosen }) => ({ kind: 'http', method, path, auth: intakeAuth(chosen) }),
  open,
  examples: [
    {
      title: 'JSON keeps all digits',
      config: { path: 'orders' },
      message: { text: '{"id":820982911946154508,"total":"12.50"}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ id: '820982911946154508', total: '12.50' }],
    },
    {
      title: 'A list becomes one record each',
      config: { path: 'orders', split: true },
      message: { text: '[{"sku":"A"},{"sku":"B"}]', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ sku: 'A' }, { sku: 'B' }],
    },
    {
      title: 'A form',
      config: { path: 'orders' },
      message: { text: 'po=4711&line=A&line=B+1', contentType: 'application/x-www-form-urlencoded', headers: {}, query: {} },
      emits: [{ po: '4711', line: ['A', 'B 1'] }],
    },
    {
      title: 'CSV arrives as text',
      config: { path: 'stock' },
      message: { text: 'sku,qty\nA,1', contentType: 'text/csv', headers: {}, query: {} },
      emits: [{ text: 'sku,qty\nA,1', contentType: 'text/csv' }],
    },
  ],
});

const hmac = { kind: 'hmac', algorithm: 'sha256', prefix: '' } as const;

function intakeAuth(chosen: WebhookConfig['auth']): IntakeAuth {
  switch (chosen.kind) {
    case 'none':
    case 'api-key':
      return chosen;
    case 'shopify':
      return {
        ...hmac,
        connection: chosen.connection,
        header: 'x-shopify-hmac-sha256',
        encoding: 'base64',
        signs: 'body',
        deliveryId: 'x-shopify-event-id',
      };
    case 'github':
      return {
        ...hmac,
        connection: chosen.connection,
        header: 'x-hub-signature-256',
        encoding: 'hex',
        signs: 'body',
        prefix: 'sha256=',
        deliveryId: 'x-github-delivery',
      };
    case 'standard-webhooks':
      return {
        ...hmac,
        connection: chosen.connection,
        header: 'webhook-signature',
        encoding: 'base64',
        signs: 'standard-webhooks',
        deliveryId: 'webhook-id',
      };
    case 'hmac': {
      const { deliveryId, ...rest } = chosen;
      return { ...rest, signs: 'body', ...(deliveryId !== '' && { deliveryId }) };
    }
  }
}
