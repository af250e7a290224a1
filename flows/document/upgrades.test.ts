import { expect, test } from 'vitest';
import { upgrade } from './upgrades.ts';

const table = {
  1: (document: Record<string, unknown>) => ({ ...document, title: document.name }),
  2: ({ name: _name, ...document }: Record<string, unknown>) => document,
};

test('an old document goes through every upgrade up to the newest format', () => {
  expect(upgrade({ format: 1, name: 'Orders' }, table, 3)).toEqual({ ok: true, document: { format: 3, title: 'Orders' } });
});

test('a document of the newest format stays the same object', () => {
  const document = { format: 3 };
  expect(upgrade(document, table, 3)).toEqual({ ok: true, document });
});

test('a document of a newer format is refused with both numbers', () => {
  expect(upgrade({ format: 4 }, table, 3)).toMatchObject({
    ok: false,
    problem: { code: 'FORMAT_TOO_NEW', message: expect.stringContaining('up to format 3') },
  });
});
