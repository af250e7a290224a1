import { testCaseSchema } from '@crossdock/flows/document/flow';
import { describe, expect, test } from 'vitest';
import { aRun } from '../runs/runs.fixture.ts';
import type { ShownItem } from '../server/shapes.ts';
import { contains, judge, stepsToLookAt, withoutAnswers } from './judge-test.ts';

const item = (json: unknown): ShownItem => ({
  id: '0',
  key: null,
  from: [],
  json,
  isCut: false,
  correctedBy: null,
  bytes: 1,
  note: null,
  error: null,
});
const given = testCaseSchema.parse({
  id: 'plain',
  name: 'Plain order',
  message: { body: {} },
  expect: { status: 'done', outputs: { 'route.normal': [{ orderNumber: '10482' }] } },
});

describe('judging a test case', () => {
  test('a case passes when everything expected is there, whatever else is there too', () => {
    const outputs = new Map([['route.normal', [item({ orderNumber: '10482', lines: [1] })]]]);
    expect(judge(given, aRun(), outputs)).toEqual([]);
    expect(stepsToLookAt(given)).toEqual(['route']);
  });

  test('says what was expected and what was found', () => {
    const outputs = new Map([['route.normal', [item({ orderNumber: '1' })]]]);
    expect(judge(given, aRun({ status: 'failed' }), outputs)).toEqual([
      { what: 'the run ended', expected: 'done', found: 'failed' },
      { what: 'item 1 on route.normal', expected: '{"orderNumber":"10482"}', found: '{"orderNumber":"1"}' },
    ]);
  });

  test('what is expected behind a given answer is left out where live systems answer', () => {
    const edges = [
      { from: { node: 'map', port: 'out' }, to: { node: 'erp', port: 'in' } },
      { from: { node: 'erp', port: 'created' }, to: { node: 'confirm', port: 'in' } },
    ];
    const withAnswers = testCaseSchema.parse({
      id: 'a',
      name: 'A',
      message: { body: {} },
      answers: { erp: [{ body: {} }] },
      expect: { outputs: { 'map.out': [{}], 'erp.created': [{}], 'confirm.out': [{}] } },
    });
    const { test, left } = withoutAnswers(withAnswers, edges);
    expect(Object.keys(test.expect.outputs)).toEqual(['map.out']);
    expect(left).toBe(2);
  });

  test('lists are compared by position, objects by the fields named', () => {
    expect(contains({ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1 }] })).toBe(true);
    expect(contains({ a: [1, 2] }, { a: [1] })).toBe(false);
  });
});
