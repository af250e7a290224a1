/** The seed of everything that is drawn; `TEST_SEED` sets another one. */
export const seed = Number(process.env.TEST_SEED ?? 1);

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** So many whole numbers between 0 and `end`, one drawn from the middle of each of as many equal stretches: never two close together. */
export function spread(count: number, end: number, random: () => number): readonly number[] {
  const stretch = end / (count + 1);
  return Array.from({ length: count }, (_, i) => Math.max(1, Math.floor((i + 0.5 + random() * 0.5) * stretch)));
}
