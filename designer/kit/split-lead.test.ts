import { expect, test } from 'vitest';
import { splitLead } from './split-lead.ts';

test('the first sentence leads', () => {
  expect(splitLead('The ERP does not know item GLV-1. 2 orders were not created. Add it.')).toEqual({
    lead: 'The ERP does not know item GLV-1.',
    rest: '2 orders were not created. Add it.',
  });
});

test('an initial, a number or a dotted path ends no sentence', () => {
  expect(splitLead('J. Reyes changed lines.0.sku to 1.5 at 14:02. Choose one.').lead).toBe('J. Reyes changed lines.0.sku to 1.5 at 14:02.');
});

test('a message of one sentence has no rest', () => {
  expect(splitLead('Nothing came back')).toEqual({ lead: 'Nothing came back', rest: '' });
});
