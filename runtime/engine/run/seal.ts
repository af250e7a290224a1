import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomFillSync } from 'node:crypto';

/** Authenticated encryption at rest, one key per environment and purpose. */
export type Seal = {
  /**
   * Layout: 1 byte version, with version 2 also 1 byte number of the key; 12 bytes nonce, ciphertext, 16 bytes tag (AES-256-GCM, NIST SP 800-38D). Version 1 is key
   * number 1.
   */
  close(env: string, plain: string | Uint8Array): Uint8Array;
  /** Throws when the bytes were changed or sealed with another key. */
  open(env: string, sealed: Uint8Array): Buffer;
};

/** Secrets of at least 32 bytes, from which the keys of the environments are derived. The newest seals, all open. Numbers from 1 to 255. */
export type SealSecrets = {
  newest(): number;
  /** undefined: it is not known. */
  byNumber(number: number): Uint8Array | undefined;
};

const nonceLength = 12;
const tagLength = 16;

/** @param secrets at least 32 bytes, which stay the same, or several over time; each environment's key is derived (HKDF-SHA256) */
export function createSeal(secrets: Uint8Array | SealSecrets): Seal {
  const given: SealSecrets =
    secrets instanceof Uint8Array ? { newest: () => 1, byNumber: (number) => (number === 1 ? secrets : undefined) } : secrets;
  // Key objects, because a key given as bytes is imported anew by each cipher: 9 us instead of 30.
  const keys = new Map<string, KeyObject>();
  const keyOf = (number: number, env: string): KeyObject => {
    const id = `${number} ${env}`;
    let key = keys.get(id);
    if (!key) {
      const secret = given.byNumber(number);
      if (!secret) throw new Error(`sealed with key ${number}, which this process does not know yet`);
      key = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `crossdock run data of ${env}`, 32)));
      keys.set(id, key);
    }
    return key;
  };
  const nonce = nonces();
  return {
    close(env, plain) {
      const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
      const iv = nonce();
      const number = given.newest();
      const head = number === 1 ? 1 : 2;
      const cipher = createCipheriv('aes-256-gcm', keyOf(number, env), iv);
      const sealed = Buffer.allocUnsafe(head + nonceLength + bytes.length + tagLength);
      sealed[0] = head;
      if (head === 2) sealed[1] = number;
      iv.copy(sealed, head);
      cipher.update(bytes).copy(sealed, head + nonceLength);
      cipher.final();
      cipher.getAuthTag().copy(sealed, sealed.length - tagLength);
      return sealed;
    },
    open(env, sealed) {
      const [head, second] = sealed;
      if (head !== 1 && head !== 2) throw new Error(`sealed with format ${head}; this version reads 1 and 2`);
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
      const decipher = createDecipheriv(
        'aes-256-gcm',
        keyOf(head === 1 ? 1 : (second ?? 0), env),
        bytes.subarray(head, head + nonceLength),
      );
      decipher.setAuthTag(bytes.subarray(bytes.length - tagLength));
      const plain = decipher.update(bytes.subarray(head + nonceLength, bytes.length - tagLength));
      decipher.final();
      return plain;
    },
  };
}

/** Random nonces, drawn 512 at a time because one draw costs as much as sealing 5 KB. */
function nonces(): () => Buffer {
  const pool = Buffer.allocUnsafe(512 * nonceLength);
  let at = pool.length;
  return () => {
    if (at === pool.length) {
      randomFillSync(pool);
      at = 0;
    }
    at += nonceLength;
    return pool.subarray(at - nonceLength, at);
  };
}
