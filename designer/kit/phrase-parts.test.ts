import { expect, test } from 'vitest';
import { phraseParts } from './phrase-parts.ts';

test('a sentence is taken apart at its slots and nowhere else', () => {
  expect(phraseParts('Paused by {by}, {when}: { } {}')).toEqual([
    { kind: 'text', text: 'Paused by ' },
    { kind: 'slot', name: 'by' },
    { kind: 'text', text: ', ' },
    { kind: 'slot', name: 'when' },
    { kind: 'text', text: ': { } {}' },
  ]);
});
