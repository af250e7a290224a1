import { describe, expect, test } from 'vitest';
import { plainItem } from './arriving.ts';
import { pinnable, pinOf } from './pin-text.ts';

describe('what can be pinned of a run', () => {
  test('is the content of its items, by port, without empty ports', () => {
    expect(pinnable({ out: [plainItem('0', { a: 1 })], error: [] })).toEqual({ ok: true, outputs: { out: [{ a: 1 }] } });
  });

  test('is not what was cut, nothing, or more than 512 KB', () => {
    expect(pinnable({ out: [{ ...plainItem('0', '{"a'), isCut: true }] })).toMatchObject({ ok: false });
    expect(pinnable(null)).toMatchObject({ ok: false, reason: expect.stringContaining('Run to here') });
    expect(pinnable({ out: [plainItem('0', 'x'.repeat(600_000))] })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('512 KB'),
    });
  });
});

describe('pinned data that a person writes', () => {
  test('is an object of lists by port; a bare list goes to the first port', () => {
    expect(pinOf('{ "a": [1], "b": [] }', ['a', 'b'])).toEqual({ ok: true, outputs: { a: [1], b: [] } });
    expect(pinOf('[{ "x": 1 }]', ['out', 'error'])).toEqual({ ok: true, outputs: { out: [{ x: 1 }] } });
  });

  test('is refused with the reason', () => {
    expect(pinOf('{', ['out'])).toMatchObject({ ok: false, reason: expect.stringContaining('no JSON') });
    expect(pinOf('{ "off": [] }', ['out'])).toMatchObject({ ok: false, reason: 'The step has no port "off". It has out.' });
    expect(pinOf('{ "out": {} }', ['out'])).toMatchObject({ ok: false });
    expect(pinOf('3', ['out'])).toMatchObject({ ok: false });
  });
});
