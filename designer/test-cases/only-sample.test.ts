import { testCaseSchema } from '@crossdock/flows/document/flow';
import { expect, test } from 'vitest';
import { isOnlySample } from './only-sample.ts';

const aCase = (more: object = {}) => testCaseSchema.parse({ id: 'one', name: 'One', message: { body: {} }, ...more });

test('a message without answers and expectations is only a sample, where systems would be asked', () => {
  expect(isOnlySample(aCase(), true)).toBe(true);
  expect(isOnlySample(aCase(), false)).toBe(false);
});

test.each([
  { answers: { erp: [{ body: {} }] } },
  { expect: { outputs: { 'map.out': [{}] } } },
  { expect: { errors: { map: ['MISSING_VALUE'] } } },
  { expect: { status: 'failed' } },
  { systems: 'live' },
])('%j makes it a test', (more) => {
  expect(isOnlySample(aCase(more), true)).toBe(false);
});
