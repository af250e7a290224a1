import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: 2^ln times r times 128 bytes of memory, p times over. */
export type Strength = { readonly ln: number; readonly r: number; readonly p: number };

/** 64 MB and two passes, a third of a second: OWASP's Password Storage Cheat Sheet (2^16, 8, 2). */
export const usualStrength: Strength = { ln: 16, r: 8, p: 2 };
const saltLength = 16;
const hashLength = 32;

/** Hashes passwords with scrypt (RFC 7914). */
export type Passwords = {
  /** `$scrypt$ln=16,r=8,p=2$salt$hash`: what it was made with stands beside it, so that the strength can be raised. */
  hash(password: string): Promise<string>;
  /** Takes as long for a password that there is none of (`stored` null) as for a wrong one. */
  isRight(password: string, stored: string | null): Promise<boolean>;
  /** Whether it was made with another strength than is used now. */
  isOutdated(stored: string): boolean;
};

export function createPasswords(strength: Strength = usualStrength): Passwords {
  const format = (salt: Buffer, hash: Buffer) =>
    `$scrypt$ln=${strength.ln},r=${strength.r},p=${strength.p}$${written(salt)}$${written(hash)}`;
  /** The hash of nothing anybody knows. */
  const unknown = format(randomBytes(saltLength), randomBytes(hashLength));
  return {
    async hash(password) {
      const salt = randomBytes(saltLength);
      return format(salt, await derive(password, salt, strength, hashLength));
    },
    async isRight(password, stored) {
      const parsed = parse(stored ?? unknown);
      if (!parsed) throw new Error('a stored password cannot be read');
      const hash = await derive(password, parsed.salt, parsed.strength, parsed.hash.length);
      return timingSafeEqual(hash, parsed.hash) && stored !== null;
    },
    isOutdated(stored) {
      const made = parse(stored)?.strength;
      return made?.ln !== strength.ln || made.r !== strength.r || made.p !== strength.p;
    },
  };
}

function parse(stored: string): { readonly strength: Strength; readonly salt: Buffer; readonly hash: Buffer } | null {
  const [, ln, r, p, salt, hash] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(stored) ?? [];
  if (salt === undefined || hash === undefined) return null;
  return {
    strength: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

function written(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}

// Each takes 64 MB and a thread, so they go one after the other; how many may wait is the sign-in's affair.
let last: Promise<unknown> = Promise.resolve();

function derive(password: string, salt: Buffer, { ln, r, p }: Strength, length: number): Promise<Buffer> {
  const cost = 2 ** ln;
  // The same characters typed on another keyboard are the same password (NIST SP 800-63B, 5.1.1.2).
  const text = password.normalize('NFKC');
  const mine = last.then(
    () =>
      new Promise<Buffer>((resolve, reject) => {
        scrypt(text, salt, length, { cost, blockSize: r, parallelization: p, maxmem: 2 * 128 * cost * r }, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
  last = mine.catch(() => {});
  return mine;
}
