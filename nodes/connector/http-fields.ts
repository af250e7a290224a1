import { z } from 'zod';
import { code, expression } from '../contract/expression.ts';
import type { Json } from '../contract/item.ts';

/** Fields that both HTTP nodes have. */
export const connectionField = z.string().min(1, 'choose a connection').meta({
  title: 'Connection',
  control: 'connection',
  system: 'http',
  help: 'Address and credentials of the system. They differ per environment; the step does not.',
});
export const requestPath = expression(z.string(), {
  title: 'Path',
  help: 'Below the address of the connection. Values are percent-encoded, each within its segment.',
  placeholder: '/orders/{{ item.orderNumber }}',
  encode: 'path',
});
export const queryField = z
  .record(z.string().min(1), expression(z.string(), { title: 'Value' }))
  .default({})
  .meta({ title: 'Query', control: 'pairs' });
/** What decides who is asked and how the message ends is not for a step to say. */
const ownedByConnection: ReadonlySet<string> = new Set([
  'host',
  'authorization',
  'cookie',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
]);

export const headersField = z
  .record(
    z
      .string()
      .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'a header name such as X-Request-Source')
      .refine((name) => !ownedByConnection.has(name.toLowerCase()), 'this header belongs to the connection'),
    expression(z.string(), { title: 'Value' }),
  )
  .default({})
  .meta({ title: 'Headers', control: 'pairs', help: 'Credentials belong into the connection.' });
export const responseField = z
  .enum(['json', 'text', 'ignore'])
  .default('json')
  .meta({
    title: 'Answer is',
    control: 'select',
    options: { json: 'JSON', text: 'text', ignore: 'not needed' },
    optionHelp: {
      json: 'Long numbers keep all their digits',
      text: 'As it came, in one text',
      ignore: 'It is not read; the record goes on as it is',
    },
  });
export const successField = z
  .string()
  .default('2xx')
  .refine((text) => text.split(',').every((part) => /^\s*([1-5]xx|[1-5]\d\d)\s*$/.test(part)), 'statuses such as "2xx" or "200, 201, 404"')
  .meta({ title: 'Success is', help: 'Statuses, separated by commas.', placeholder: '2xx' });
/** For systems that answer 200 with an error inside. */
export const successWhenField = code<(answer: Json, status: number) => unknown>({
  title: 'Success only if',
  help: 'An expression over answer and status that must give true.',
  parameters: ['answer', 'status'],
  form: 'expression',
  placeholder: 'answer.errors.length === 0',
}).optional();
export const resultField = z
  .string()
  .regex(/^([A-Za-z_][A-Za-z0-9_]*)?$/, 'a field name, or empty')
  .default('')
  .meta({ title: 'Put the answer into', help: 'A field of the record. Empty: the answer replaces the record.', placeholder: 'answer' });
