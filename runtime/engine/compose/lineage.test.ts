import { expect, test } from 'vitest';
import { isRelated } from './lineage.ts';

test.each([
  ['0', '0'],
  ['0', '0.2'],
  ['0.2', '0'],
  ['0.2', '0.2~map.out'],
  ['join:SKU-1', '7'],
  ['*', '3'],
])('%s and %s belong together', (a, b) => expect(isRelated(a, b)).toBe(true));

test.each([
  ['0', '1'],
  ['0.1', '0.2'],
  ['1', '10'],
  ['0.1', '0.11'],
])('%s and %s do not', (a, b) => expect(isRelated(a, b)).toBe(false));
