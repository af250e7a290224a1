import type { PollWatermark } from '@crossdock/nodes/contract/intake';
import { describe, expect, test } from 'vitest';
import { firstWatermark, isReadAgain, larger, readFrom } from './watermark.ts';

type ByRecord = Extract<PollWatermark, { kind: 'record' }>;
const rule = (more: Partial<ByRecord> = {}): ByRecord => ({
  kind: 'record',
  value: '{{ item.at }}',
  parameter: 'since',
  type: 'time',
  overlap: 60,
  start: 'now',
  ...more,
});
const since = Date.parse('2026-11-21T08:00:00Z');

describe('where a poll begins', () => {
  test.each([
    ['now, by time', rule(), { value: '2026-11-21T08:00:00.000Z', isBaseline: false }],
    ['now, by number', rule({ type: 'number' }), { value: null, isBaseline: true }],
    ['from the beginning', rule({ start: '' }), { value: null, isBaseline: false }],
    ['from a value', rule({ type: 'number', start: '4711' }), { value: '4711', isBaseline: false }],
    ['now, by cursor', { kind: 'cursor', next: 'next', parameter: 'c', start: 'now' } as const, { value: null, isBaseline: true }],
    ['without a watermark', { kind: 'off' } as const, { value: null, isBaseline: false }],
  ])('%s', (_what, given, expected) => {
    expect(firstWatermark(given, since)).toEqual(expected);
  });
});

describe('the overlap', () => {
  test.each([
    [rule(), '2026-11-21T09:00:00+01:00', '2026-11-21T07:59:00.000Z'],
    [rule({ overlap: 0 }), '2026-11-21T09:00:00+01:00', '2026-11-21T09:00:00+01:00'],
    [rule({ type: 'number', overlap: 10 }), '9007199254740995', '9007199254740985'],
    [rule({ type: 'number', overlap: 0.5 }), '2.25', '1.75'],
    [rule({ type: 'text' }), 'B-7', 'B-7'],
  ])('is taken off as the type asks for', (given, watermark, expected) => {
    expect(readFrom(given, watermark)).toBe(expected);
  });
});

describe('the newest', () => {
  test.each([
    [rule(), '2026-11-21T09:00:00+01:00', '2026-11-21T08:30:00Z', '2026-11-21T08:30:00Z'],
    [rule({ type: 'number' }), '9007199254740993', '9007199254740992', '9007199254740993'],
    [rule({ type: 'number' }), '9', '10', '10'],
    [rule({ type: 'text' }), '9', '10', '9'],
  ])('of two values is told by their type', (given, one, other, expected) => {
    expect(larger(given, one, other)).toBe(expected);
    expect(larger(given, other, one)).toBe(expected);
    expect(larger(given, null, other)).toBe(other);
  });

  test('a value of another type is refused in words', () => {
    expect(() => larger(rule(), 'yesterday', '2026-11-21T08:30:00Z')).toThrow('"yesterday" is no instant (ISO 8601)');
    expect(() => larger(rule({ type: 'number' }), '', '1')).toThrow('is no number');
  });

  test('what lies at or behind the place where reading begins is read again', () => {
    expect(isReadAgain(rule(), '2026-11-21T08:00:00Z', '2026-11-21T08:00:00Z')).toBe(true);
    expect(isReadAgain(rule(), '2026-11-21T07:59:59Z', '2026-11-21T08:00:00Z')).toBe(false);
  });
});
