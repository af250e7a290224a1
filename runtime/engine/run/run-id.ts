import { randomFillSync } from 'node:crypto';

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const pool = Buffer.allocUnsafe(4096);
let at = pool.length;

/**
 * `r_` and 20 digits of Crockford's base 32: 45 bits of milliseconds, then 55 random bits. Ids of one process sort roughly by time, which keeps the
 * index dense; nothing relies on their order.
 */
export function newRunId(now: number): string {
  let id = '';
  let time = now;
  for (let i = 0; i < 9; i++) {
    id = digits[time % 32] + id;
    time = Math.floor(time / 32);
  }
  if (at + 11 > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  for (let i = 0; i < 11; i++) id += digits[(pool[at++] as number) & 31];
  return `r_${id}`;
}

/** An id that follows from another run and what sets it apart: the time of that run, then 55 bits of the digest. */
export function derivedRunId(from: string, digest: Uint8Array): string {
  let id = from.slice(0, 11);
  for (let i = 0; i < 11; i++) id += digits[(digest[i] as number) & 31];
  return id;
}
