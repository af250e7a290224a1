import { sampleMessageSchema } from '@crossdock/flows/document/flow';
import { webhook } from '@crossdock/nodes/trigger/webhook';
import { expect, test } from 'vitest';
import { receivedRecords } from './received-records.ts';

const message = (given: object) => sampleMessageSchema.parse(given);

test('makes the records that the webhook makes of its own examples', () => {
  const known = webhook.examples.filter((example) => !example.message?.contentType.includes('form'));
  expect(known.length).toBeGreaterThan(2);
  for (const { config, message: given, emits } of known) {
    expect(receivedRecords(message(given ?? {}), config as Record<string, unknown>)).toEqual(emits);
  }
});

test('what only a run can tell is no record', () => {
  expect(receivedRecords(message({ text: '{"id":', contentType: 'application/json' }), {})).toEqual([]);
  expect(receivedRecords(message({ text: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded' }), {})).toEqual([]);
  expect(receivedRecords(message({}), {})).toEqual([]);
});
