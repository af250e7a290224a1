import { z } from 'zod';
import { type CallInput, defineEffect, type EffectAnswer } from '../contract/define-node.ts';
import { NodeError } from '../contract/errors.ts';
import type { HttpAnswer, HttpRequest } from '../contract/http.ts';
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
import { complete, prepare } from './http-read.run.ts';
import { nextPage } from './paging.ts';
import { successRule } from './success.ts';

const pageLimit = z.number().int().min(1).max(1000).default(100).meta({ title: 'At most', unit: 'pages' });
const records = z.string().default('').meta({
  title: 'Records are at',
  help: 'Dotted path of the list within a page; empty when the page is the list.',
  placeholder: 'data.items',
});
const each = z.boolean().default(true).meta({ title: 'One record each', help: 'Off: one record with the whole list.' });

const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }).meta({ title: 'Off' }),
  z
    .strictObject({
      kind: z.literal('link'),
      next: z
        .string()
        .default('')
        .meta({ title: 'Next link is at', help: 'Empty: in the Link header (RFC 8288).', placeholder: 'links.next' }),
      records,
      each,
      pageLimit,
    })
    .meta({ title: 'Link to the next page' }),
  z
    .strictObject({
      kind: z.literal('cursor'),
      parameter: z.string().min(1).default('cursor').meta({ title: 'Query parameter' }),
      next: z.string().min(1).default('next').meta({ title: 'Next cursor is at', placeholder: 'paging.next' }),
      records,
      each,
      pageLimit,
    })
    .meta({ title: 'Cursor in the answer' }),
  z
    .strictObject({
      kind: z.literal('page'),
      parameter: z.string().min(1).default('page').meta({ title: 'Query parameter' }),
      first: z.number().int().min(0).default(1).meta({ title: 'First page' }),
      records,
      each,
      pageLimit,
    })
    .meta({ title: 'Page number, until a page is empty' }),
]);

const config = z.strictObject({
  connection: connectionField,
  method: z.enum(['GET', 'HEAD']).default('GET').meta({ title: 'Method', control: 'select' }),
  path: requestPath.prefault('/'),
  query: queryField,
  headers: headersField,
  paging: paging.prefault({ kind: 'off' }).meta({ title: 'Paging' }),
  response: responseField,
  result: resultField,
  success: successField,
  successWhen: successWhenField,
});

export type HttpReadConfig = z.output<typeof config>;

export const httpRead = defineEffect({
  kind: 'read',
  type: 'connector.http-read',
  version: 1,
  title: 'HTTP read',
  summary: 'Reads from a system over HTTP, also page by page',
  help: [
    'Makes one GET request per record, and as many more as the paging needs. It changes nothing outside, so it is repeated without worry.',
    '',
    'A next link must stay on the address of the connection; one that leads elsewhere fails the record, so that credentials never leave.',
    '',
    'From practice: put the answer into a field of the record instead of replacing it, so that later steps still know what was asked for.',
  ].join('\n'),
  icon: 'world-download',
  tile: 'outside',
  section: 'Systems',
  caption: '{method} {path}',
  keywords: ['rest', 'api', 'get', 'fetch', 'lookup', 'enrich', 'paging', 'poll'],
  config,
  ports: { inputs: [{ name: 'in' }], outputs: [{ name: 'out', title: 'Answered' }] },
  needs: ['http'],
  system: 'http',
  idempotency: 'none',
  prepare,
  call: (input) => (input.config.paging.kind === 'off' ? one(input, input.request) : allPages(input)),
  complete,
  examples: [
    {
      title: 'Enrich an order with its customer',
      config: { connection: 'crm', path: '/customers/{{ item.customerId }}', result: 'customer' },
      item: { customerId: 'C-10377' },
      request: { method: 'GET', path: '/customers/C-10377', query: {}, headers: {} },
      answer: { status: 200, body: '{"terms":"NET30"}' },
      emits: { out: [{ customerId: 'C-10377', customer: { terms: 'NET30' } }] },
    },
    {
      title: 'All pages, one record each',
      config: { connection: 'wms', path: '/stock', paging: { kind: 'page', records: 'items' } },
      item: {},
      request: { method: 'GET', path: '/stock', query: { page: '1' }, headers: {} },
      answer: { status: 200, body: '[{"items":[{"sku":"A"}]},{"items":[{"sku":"B"}]}]' },
      emits: { out: [{ sku: 'A' }, { sku: 'B' }] },
    },
  ],
});

type Input = CallInput<HttpReadConfig>;

async function one({ config: fixed, http }: Input, request: HttpRequest): Promise<EffectAnswer & HttpAnswer> {
  const answer = await http.send(request);
  requireSuccess(answer, { from: fixed.connection, isSuccess: successRule(fixed.success), isRepeatable: true });
  return answer;
}

/** Reads page after page; the answer's body is the JSON array of all pages. */
async function allPages(input: Input): Promise<EffectAnswer> {
  const { paging: rule } = input.config;
  if (rule.kind === 'off') return one(input, input.request);
  const pages: string[] = [];
  let request: HttpRequest | undefined = input.request;
  let answer: EffectAnswer | undefined;
  while (request) {
    if (pages.length >= rule.pageLimit)
      throw new NodeError(
        'TOO_MANY_PAGES',
        `There are more than ${rule.pageLimit} pages. Raise the limit in the step's paging, or ask for less.`,
      );
    answer = await one(input, request);
    pages.push(answer.body.trim() === '' ? 'null' : answer.body);
    request = nextPage(rule, request, answer, pages.length);
  }
  return { status: answer?.status ?? 200, headers: answer?.headers ?? {}, body: `[${pages.join(',')}]` };
}
