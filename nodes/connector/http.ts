import { z } from 'zod';
import { defineEffect } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import { complete, prepare } from './http.run.ts';
import {
  connectionField,
  headersField,
  queryField,
  requestPath,
  responseField,
  resultField,
  successField,
  successWhenField,
} from './http-fields.ts';
import { requireSuccess } from './http-outcome.ts';
import { successRule } from './success.ts';

const body = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('json'), value: expression(z.json(), { title: 'Value', rows: 4, json: true }).prefault('{{ item }}') })
    .meta({ title: 'JSON' }),
  z
    .strictObject({
      kind: z.literal('text'),
      value: expression(z.string(), { title: 'Text', rows: 4 }),
      contentType: z.string().default('text/plain; charset=utf-8').meta({ title: 'Content type' }),
    })
    .meta({ title: 'Text' }),
  z
    .strictObject({
      kind: z.literal('form'),
      fields: z
        .record(z.string().min(1), expression(z.string(), { title: 'Value' }))
        .default({})
        .meta({ title: 'Fields', control: 'pairs' }),
    })
    .meta({ title: 'Form' }),
  z.strictObject({ kind: z.literal('none') }).meta({ title: 'No body', help: 'Nothing is sent but path, query and headers.' }),
]);

const config = z.strictObject({
  connection: connectionField,
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST').meta({ title: 'Method', control: 'select' }),
  path: requestPath.prefault('/'),
  query: queryField,
  headers: headersField,
  body: body.prefault({ kind: 'json' }).meta({ title: 'Body' }),
  idempotencyHeader: z.string().max(60).default('Idempotency-Key').meta({
    title: 'Idempotency header',
    help: 'The header by which the other side knows a repeat. Empty: it has none, and a person decides when the outcome is unknown.',
  }),
  keyHours: z
    .number()
    .min(0)
    .max(8760)
    .default(24)
    .meta({ title: 'Key is honoured for', control: 'duration', unit: 'hours', help: 'How long the other side remembers a key.' }),
  response: responseField,
  result: resultField,
  success: successField,
  successWhen: successWhenField,
});

export type HttpConfig = z.output<typeof config>;

export const http = defineEffect({
  kind: 'effect',
  type: 'connector.http',
  version: 1,
  title: 'HTTP request',
  summary: 'Sends each record to a system over HTTP',
  help: [
    'Makes one request per record. Address and credentials come from the connection of the environment.',
    '',
    'It is tried again when the system cannot be reached, asks to wait (408, 425, 429, `Retry-After` is honoured) or has trouble of its own (5xx), always with the same idempotency key. Other statuses are final: the record leaves on `error` or waits as an exception. Redirects are not followed.',
    '',
    'When no answer comes after the request was sent, the outcome is *unknown*. With an idempotency header it is sent again with the same key; without one a person decides.',
    '',
    'From practice: ask the other side whether it honours `Idempotency-Key` before you trust it with orders.',
  ].join('\n'),
  icon: 'world-upload',
  tile: 'outside',
  section: 'Systems',
  caption: '{method} {path}',
  keywords: ['rest', 'api', 'post', 'put', 'call', 'request', 'web service'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Answered' }] },
  needs: ['http'],
  system: 'http',
  idempotency: ({ idempotencyHeader, keyHours }) =>
    idempotencyHeader === '' || keyHours === 0 ? 'none' : { key: { lifetimeHours: keyHours } },
  prepare,
  async call({ config: fixed, request, http: capability, idempotencyKey }) {
    const headers =
      fixed.idempotencyHeader === '' ? request.headers : { ...request.headers, [fixed.idempotencyHeader.toLowerCase()]: idempotencyKey };
    const answer = await capability.send(headers ? { ...request, headers } : request);
    requireSuccess(answer, { from: fixed.connection, isSuccess: successRule(fixed.success), isRepeatable: fixed.idempotencyHeader !== '' });
    return answer;
  },
  complete,
  examples: [
    {
      title: 'A system that answers 200 also when it refuses',
      config: {
        connection: 'legacy',
        path: '/book',
        successWhen: 'answer.errors.length === 0 && status === 200',
        response: 'json',
        result: 'booking',
      },
      item: { order: 1 },
      request: { method: 'POST', path: '/book', query: {}, headers: { 'content-type': 'application/json' }, body: '{"order":1}' },
      answer: { status: 200, body: '{"errors":[],"id":9007199254740993}' },
      emits: { out: [{ order: 1, booking: { errors: [], id: '9007199254740993' } }] },
    },
    {
      title: 'A form and a header; the answer is not needed',
      config: {
        connection: 'legacy',
        method: 'PUT',
        path: '/contacts',
        body: { kind: 'form', fields: { 'full name': '{{ item.name }}', none: '{{ item.none }}' } },
        headers: { 'X-Source': 'shop {{ item.shop }}' },
        response: 'ignore',
      },
      item: { name: 'Ä B', shop: 'us' },
      request: {
        method: 'PUT',
        path: '/contacts',
        query: {},
        headers: { 'X-Source': 'shop us', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'full%20name=%C3%84%20B',
      },
      answer: { status: 204, body: '' },
      emits: { out: [{ name: 'Ä B', shop: 'us' }] },
    },
    {
      title: 'An order as JSON',
      config: { connection: 'erp', path: '/orders', result: 'erp' },
      item: { orderNumber: '10482' },
      request: {
        method: 'POST',
        path: '/orders',
        query: {},
        headers: { 'content-type': 'application/json' },
        body: '{"orderNumber":"10482"}',
      },
      answer: { status: 201, body: '{"id":"SO-1"}' },
      emits: { out: [{ orderNumber: '10482', erp: { id: 'SO-1' } }] },
    },
    {
      title: 'A value stays within its segment of the path',
      config: { connection: 'erp', method: 'PUT', path: '/items/{{ item.sku }}/stock', body: { kind: 'json', value: { quantity: '12' } } },
      item: { sku: 'A/B 1' },
      request: {
        method: 'PUT',
        path: '/items/A%2FB%201/stock',
        query: {},
        headers: { 'content-type': 'application/json' },
        body: '{"quantity":"12"}',
      },
      answer: { status: 200, body: '' },
      emits: { out: [null] },
    },
  ],
});
