import { expect, test } from 'vitest';
import type { Chunks } from '../server/shapes.ts';
import { chunkFacts, chunkShare } from './chunk-words.ts';

const underWay: Chunks = {
  bytes: 100_000_000,
  bytesRead: 50_000_000,
  count: 100,
  isCut: false,
  settled: 80,
  failedChunks: 0,
  rows: 400_000,
  failed: 3,
};

test('a big message says how far it is: rows, chunks, bytes, failures', () => {
  expect(chunkShare(underWay)).toBeCloseTo(0.4);
  expect(chunkFacts(underWay)).toEqual(['400,000 rows done, 3 of them failed', '80 of 100 chunks so far', '50.0 MB of 100.0 MB read']);
});

test('it is complete only when all of it is cut and all chunks have ended', () => {
  const last = { ...underWay, isCut: true, bytesRead: underWay.bytes, settled: 99 };
  expect(chunkShare(last)).toBe(0.99);
  expect(chunkShare({ ...last, settled: 100 })).toBe(1);
  expect(chunkFacts({ ...last, settled: 100, failed: 0, failedChunks: 1 })).toEqual([
    '400,000 rows done',
    '100 of 100 chunks',
    '1 chunk failed as a whole',
  ]);
  expect(chunkShare({ ...underWay, count: 0, settled: 0 })).toBe(0);
});
