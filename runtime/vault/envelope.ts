import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The keys that data keys are wrapped with; the newest wraps, all open. */
export type WrappingKeys = {
  /** Its number, and 32 bytes. */
  newest(): { readonly number: number; readonly key: Uint8Array };
  /** undefined: this process does not know it. */
  byNumber(number: number): Uint8Array | undefined;
};

/**
 * Keeps secrets: each is encrypted with a data key of its own, which is wrapped by a key of the installation (envelope encryption, AES-256-GCM). What is sealed for
 * one place cannot be opened at another: the place is part of what is authenticated.
 */
export type Vault = {
  /** Text, `v1.KEY NUMBER.WRAPPED DATA KEY.CIPHERTEXT`, both in base64url, each 12 bytes nonce, ciphertext, 16 bytes tag. */
  close(place: string, plain: string): string;
  /** Throws when it was changed, moved, or sealed with a key that is not known. */
  open(place: string, sealed: string): string;
  /** Whether it is wrapped by the newest key. */
  isNewest(sealed: string): boolean;
};

const nonceLength = 12;
const tagLength = 16;

export function createVault(keys: WrappingKeys): Vault {
  return {
    close(place, plain) {
      const { number, key } = keys.newest();
      const dataKey = randomBytes(32);
      const wrapped = encrypt(key, dataKey, `${place} key ${number}`);
      const sealed = encrypt(dataKey, Buffer.from(plain, 'utf8'), place);
      dataKey.fill(0);
      return `v1.${number}.${wrapped.toString('base64url')}.${sealed.toString('base64url')}`;
    },
    open(place, sealed) {
      const { number, wrapped, data } = partsOf(sealed);
      const key = keys.byNumber(number);
      if (!key) throw new Error(`sealed with key ${number}, which this process does not know yet`);
      const dataKey = decrypt(key, wrapped, `${place} key ${number}`);
      const plain = decrypt(dataKey, data, place).toString('utf8');
      dataKey.fill(0);
      return plain;
    },
    isNewest: (sealed) => partsOf(sealed).number === keys.newest().number,
  };
}

function partsOf(sealed: string): { readonly number: number; readonly wrapped: Buffer; readonly data: Buffer } {
  const [version, number = '', wrapped = '', data = ''] = sealed.split('.');
  if (version !== 'v1') throw new Error(`sealed with format ${version}; this version reads v1`);
  return { number: Number(number), wrapped: Buffer.from(wrapped, 'base64url'), data: Buffer.from(data, 'base64url') };
}

/** AES-256-GCM (NIST SP 800-38D) with a random nonce; each key encrypts once, or a few thousand times. */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(about, 'utf8'));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when the bytes, the key or what it is about differ. */
export function decrypt(key: Uint8Array, sealed: Buffer, about: string): Buffer {
  if (sealed.length < nonceLength + tagLength) throw new Error('too short to be sealed');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceLength));
  decipher.setAAD(Buffer.from(about, 'utf8'));
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)), decipher.final()]);
}
