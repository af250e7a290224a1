import { hide } from './pinned-date.ts';

/** Replaces Math.random by numbers that follow from a text; returns what sets it. */
export function pinRandom(): (seed: string) => void {
  let seed = '';
  let next: (() => number) | undefined;
  hide(
    Math,
    'random',
    {
      random() {
        next ??= sfc32(seed);
        return next();
      },
    }.random,
  );
  return (text) => {
    seed = text;
    next = undefined;
  };
}

/** Chris Doty-Humphrey's Small Fast Counter with 32-bit words (PractRand), started from four hashes of the text. */
function sfc32(seed: string): () => number {
  let [a, b, c] = [hash(seed, 0x9e3779b9), hash(seed, 0x243f6a88), hash(seed, 0xb7e15162)];
  let counter = hash(seed, 1);
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    return (result >>> 0) / 2 ** 32;
  };
  // The first numbers still resemble the seed.
  for (let i = 0; i < 12; i++) next();
  return next;
}

/** FNV-1a over UTF-16 units, with the finaliser of MurmurHash3. */
function hash(text: string, start: number): number {
  let h = start | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
