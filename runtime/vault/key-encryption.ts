import { randomBytes, scrypt } from 'node:crypto';
import { decrypt, encrypt } from './envelope.ts';

/** The master key of an installation, wrapped by one secret. All in base64url. */
export type Wrap = {
  readonly salt: string;
  readonly sealed: string;
  /** When this secret came into use, ms. */
  readonly since: number;
};

const about = 'crossdock master key';

export async function wrapMaster(secret: string, master: Uint8Array, since: number): Promise<Wrap> {
  const salt = randomBytes(16);
  const sealed = encrypt(await keyEncryptionKey(secret, salt), master, about);
  return { salt: salt.toString('base64url'), sealed: sealed.toString('base64url'), since };
}

/** null: it was wrapped by another secret. */
export async function unwrapMaster(secret: string, { salt, sealed }: Wrap): Promise<Buffer | null> {
  const key = await keyEncryptionKey(secret, Buffer.from(salt, 'base64url'));
  try {
    return decrypt(key, Buffer.from(sealed, 'base64url'), about);
  } catch {
    return null;
  }
}

/** scrypt (RFC 7914), because people choose short secrets; some 50 ms, once at a start. */
function keyEncryptionKey(secret: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: 16_384, r: 8, p: 1 }, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
