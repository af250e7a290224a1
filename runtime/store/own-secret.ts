import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { StartupError } from './startup-error.ts';

/** The secret in this file, made at the first call: 256 random bits, readable by the owner only. */
export function ownSecret(file: string): string {
  try {
    const secret = readFileSync(file, 'utf8').trim();
    // An empty or cut file must not silently become a new secret: everything encrypted with the old one would be lost.
    if (secret.length < 43)
      throw new StartupError(`the key file ${file} is damaged: restore it from a backup, or remove it and enter all credentials again`);
    return secret;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const secret = newOwnSecret();
  replaceOwnSecret(file, secret);
  return secret;
}

export function newOwnSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whole or not at all, also when the power fails. */
export function replaceOwnSecret(file: string, secret: string): void {
  const draft = `${file}.draft`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, `${secret}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
