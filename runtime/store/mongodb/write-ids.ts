import { randomBytes } from 'node:crypto';

/** Gives ids of writes, each once: by a random name of this process and a number. */
export function writeIds(): () => string {
  const name = randomBytes(6).toString('base64url');
  let number = 0;
  return () => `${name}${(number++).toString(36)}`;
}
