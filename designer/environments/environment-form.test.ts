import { expect, test } from 'vitest';
import { isName, moved, newSettings, wrongFields } from './environment-form.ts';

test('moving stops at both ends', () => {
  expect(moved(['dev', 'test', 'prod'], 'prod', -1)).toEqual(['dev', 'prod', 'test']);
  expect(moved(['dev', 'test', 'prod'], 'prod', 1)).toBeNull();
  expect(moved(['dev', 'test', 'prod'], 'dev', -1)).toBeNull();
});

test('messages stay at most as long as their runs', () => {
  const settings = { ...newSettings, title: 'Staging', retention: { runDays: 10, payloadDays: 30 } };
  expect([...wrongFields(settings)]).toEqual(['payloadDays']);
});

test('a title and lanes with names of their own are asked for', () => {
  const lanes = [
    { lane: 'orders', concurrency: 2 },
    { lane: 'orders ', concurrency: 4 },
  ];
  expect([...wrongFields({ ...newSettings, lanes })]).toEqual(['title', 'lanes']);
});

test('a name can stand in an address', () => {
  expect(isName('emea-prod')).toBe(true);
  expect(isName('Prod')).toBe(false);
  expect(isName('1st')).toBe(false);
});
