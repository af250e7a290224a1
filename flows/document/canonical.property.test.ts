import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFlow, reordered } from '../test/random-flow.ts';
import { canonicalText } from './canonical.ts';
import { contentHash } from './content-hash.ts';
import { readFlow } from './read-flow.ts';

const runs = { numRuns: 300 };

test('reading the canonical text of any flow and writing it again changes nothing', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const text = canonicalText(flow);
      const read = readFlow(text);
      if (!read.ok) throw new Error(JSON.stringify(read.problems));
      expect(canonicalText(read.flow)).toBe(text);
    }),
    runs,
  );
});

test('the canonical text does not depend on the order of lists and keys', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      expect(canonicalText(reordered(flow))).toBe(canonicalText(flow));
    }),
    runs,
  );
});

test('two flows have one hash exactly when they have one canonical text', () => {
  fc.assert(
    fc.property(anyFlow, anyFlow, (a, b) => {
      expect(contentHash(reordered(a))).toBe(contentHash(a));
      expect(contentHash(a) === contentHash(b)).toBe(canonicalText(a) === canonicalText(b));
    }),
    runs,
  );
});
