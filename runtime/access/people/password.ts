import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 64 MB and two passes: scrypt's strength in OWASP's Password Storage Cheat Sheet (2^16, 8, 2). */
const strength = { ln: 16, r: 8, p: 2 } as const;
const saltLength = 16;
const hashLength = 32;

type Strength = { readonly ln: number; readonly r: number; readonly p: number };

/** `$scrypt$ln=16,r=8,p=2$salt$hash`: what it was made with stands beside it, so that the strength can be raised. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltLength);
  const hash = await derive(password, salt, strength, hashLength);
  return `$scrypt$ln=${strength.ln},r=${strength.r},p=${strength.p}$${written(salt)}$${written(hash)}`;
}

/** Takes as long for a password that there is none of (`stored` null) as for a wrong one. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const parsed = parse(stored ?? unknown);
  if (!parsed) throw new Error('a stored password cannot be read');
  const hash = await derive(password, parsed.salt, parsed.strength, parsed.hash.length);
  return timingSafeEqual(hash, parsed.hash) && stored !== null;
}

/** Whether it was made with another strength than is used now. */
export function isOutdated(stored: string): boolean {
  const made = parse(stored)?.strength;
  return made?.ln !== strength.ln || made.r !== strength.r || made.p !== strength.p;
}

/** The hash of nothing anybody knows. */
const unknown = `$scrypt$ln=${strength.ln},r=${strength.r},p=${strength.p}$${written(randomBytes(saltLength))}$${written(randomBytes(hashLength))}`;

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
