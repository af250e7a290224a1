import { z } from 'zod';
import { connectionField, headersField, queryField, requestPath } from '../connector/http-fields.ts';
import { defineTrigger } from '../contract/define-node.ts';
import { expression } from '../contract/expression.ts';
import type { PollPaging, PollWatermark, Timing } from '../contract/intake.ts';
import { open } from './poll.run.ts';
import { countField, cronField, everyTiming, unitField, zoneField } from './timing-fields.ts';

const when = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.literal('every'), count: countField.prefault(5), unit: unitField })
    .meta({ title: 'Every', help: 'Counted from the deployment.' }),
  z
    .strictObject({ kind: z.literal('cron'), cron: cronField, zone: zoneField })
    .meta({ title: 'At set times', help: 'By a schedule, in a time zone.' }),
]);

const pageLimit = z.int().min(1).max(10_000).default(1000).meta({ title: 'At most', unit: 'pages' });
const paging = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('off') }).meta({ title: 'One page', help: 'The answer holds everything.' }),
  z
    .strictObject({
      kind: z.literal('link'),
      next: z
        .string()
        .default('')
        .meta({ title: 'Next link is at', help: 'Empty: in the Link header (RFC 8288).', placeholder: 'links.next' }),
      pageLimit,
    })
    .meta({ title: 'Link to the next page' }),
  z
    .strictObject({
      kind: z.literal('cursor'),
      parameter: z.string().min(1).default('cursor').meta({ title: 'Query parameter' }),
      next: z.string().min(1).default('next').meta({ title: 'Next cursor is at', placeholder: 'paging.next' }),
      pageLimit,
    })
    .meta({ title: 'Cursor in the answer' }),
  z
    .strictObject({
      kind: z.literal('page'),
      parameter: z.string().min(1).default('page').meta({ title: 'Query parameter' }),
      first: z.int().min(0).default(1).meta({ title: 'First page' }),
      pageLimit,
    })
    .meta({ title: 'Page number, until a page is empty' }),
]);

const parameter = z.string().max(80).default('').meta({
  title: 'Sent as query parameter',
  help: 'Empty: write it into the query or the path yourself, as {{ item.watermark }}.',
  placeholder: 'updatedSince',
});
const start = z.string().max(400).default('now').meta({
  title: 'First read from',
  help: '"now": only what comes after the deployment. Empty: from the beginning. Or a value of your own.',
  placeholder: 'now',
});
const watermark = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('record'),
      value: expression(z.string(), { title: 'Value of a record', help: 'The largest one read is kept.' }).prefault('{{ item.updatedAt }}'),
      type: z
        .enum(['time', 'number', 'text'])
        .default('time')
        .meta({ title: 'It is', control: 'select', options: { time: 'an instant (ISO 8601)', number: 'a number', text: 'a text' } }),
      parameter,
      overlap: z.number().min(0).max(31_536_000).default(60).meta({
        title: 'Read again',
        help: 'Seconds of a time, units of a number. What comes late at the other side is found, what was read is not taken twice.',
      }),
      start,
    })
    .meta({ title: 'The largest value of a record', help: 'Such as the time of its last change.' }),
  z
    .strictObject({
      kind: z.literal('cursor'),
      next: z
        .string()
        .min(1)
        .default('next')
        .meta({ title: 'Cursor is at', help: 'Dotted path in the last page read.', placeholder: 'deltaToken' }),
      parameter,
      start,
    })
    .meta({ title: 'A cursor of the answer', help: 'The other side says where to go on.' }),
  z
    .strictObject({ kind: z.literal('off') })
    .meta({ title: 'None: the whole list each time', help: 'What was taken before is known by its key.' }),
]);

const config = z.strictObject({
  connection: connectionField,
  path: requestPath.prefault('/'),
  query: queryField,
  headers: headersField,
  when: when.prefault({ kind: 'every' }).meta({ title: 'When' }),
  paging: paging.prefault({ kind: 'off' }).meta({ title: 'Paging' }),
  records: z.string().max(200).default('').meta({
    title: 'Records are at',
    help: 'Dotted path of the list within a page; empty when the page is the list.',
    placeholder: 'data.items',
  }),
  watermark: watermark.prefault({ kind: 'record' }).meta({ title: 'How far it has read' }),
  key: expression(z.string(), {
    title: 'Key of a record',
    help: 'What is read again with the same key is not taken again. Put in what changes with an update, or updates count as repeats. Empty: the whole content is the key.',
    placeholder: '{{ item.id }}/{{ item.updatedAt }}',
  }).prefault(''),
  emit: z
    .enum(['record', 'page'])
    .default('record')
    .meta({ title: 'One run for each', control: 'select', options: { record: 'record', page: 'page, with its records as items' } }),
  rememberDays: z.int().min(1).max(400).default(30).meta({ title: 'Keys are remembered for', control: 'duration', unit: 'days' }),
});

type PollConfig = z.output<typeof config>;

export const poll = defineTrigger({
  type: 'trigger.poll',
  version: 1,
  title: 'Poll',
  summary: 'Fetches what is new in a system, page by page',
  help: [
    'Reads a list over a connection at an interval or at set times, and starts a run for each new record. The address, credentials and limits are those of the connection.',
    '',
    'It remembers how far it has read, per environment. This watermark moves when the messages are stored, so nothing is lost when the server stops in between; what is read again by the overlap is known by its key and not taken twice. One server polls at a time.',
    '',
    'When the other side does not answer it is asked again, first after 10 seconds, then less and less often; the error stands at the flow. Where it stands can be seen and set back there as well.',
    '',
    'From practice: systems stamp records with the time at which a transaction began and show them when it ended. An overlap of a few minutes finds those that come late.',
  ].join('\n'),
  icon: 'radar-2',
  tile: 'outside',
  section: 'Triggers',
  caption: '{path}',
  keywords: ['fetch', 'pull', 'read', 'list', 'watermark', 'delta', 'since', 'sync', 'rest', 'cdc'],
  config,
  ports: { inputs: [], outputs: [{ name: 'out', title: 'Record' }] },
  binding: (given) => ({
    kind: 'poll',
    timing: timingOf(given.when),
    poll: {
      connection: given.connection,
      request: { path: text(given.path), query: texts(given.query), headers: texts(given.headers) },
      paging: { pageLimit: 1, ...given.paging } satisfies PollPaging,
      records: given.records,
      key: text(given.key),
      watermark: watermarkOf(given.watermark),
      emit: given.emit,
      rememberMs: given.rememberDays * 86_400_000,
    },
  }),
  open,
  examples: [
    {
      title: 'One record',
      config: { connection: 'wms', path: '/stock-changes', records: 'items', watermark: { kind: 'record', parameter: 'since' } },
      message: { text: '{"id":9007199254740993,"sku":"VLV-BR-075"}', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ id: '9007199254740993', sku: 'VLV-BR-075' }],
    },
    {
      title: 'A page, its records as items',
      config: { connection: 'wms', path: '/stock', emit: 'page' },
      message: { text: '[{"sku":"A"},{"sku":"B"}]', contentType: 'application/json', headers: {}, query: {} },
      emits: [{ sku: 'A' }, { sku: 'B' }],
    },
  ],
});

function timingOf(given: PollConfig['when']): Timing {
  return given.kind === 'cron' ? { kind: 'cron', cron: given.cron, zone: given.zone } : everyTiming({ ...given, from: 'start' });
}

function watermarkOf(given: PollConfig['watermark']): PollWatermark {
  return given.kind === 'record' ? { ...given, value: text(given.value) } : given;
}

function texts(given: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, text(value)]));
}

/** Templates stand as texts in a document. */
function text(given: unknown): string {
  return typeof given === 'string' ? given : String(given);
}
