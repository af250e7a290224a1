import { crc32 } from 'node:zlib';
import { newSecret } from '../secrets.ts';

const prefix = 'cdk_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `cdk_`, 256 random bits, and a sum of six characters: scanners find it in code and logs, and tell it from what only looks like one. */
export function newTokenText(): string {
  const secret = newSecret();
  return `${prefix}${secret}${sumOf(secret)}`;
}

/** Whether it is written like a token of ours; a mistyped one is not. */
export function looksLikeToken(text: string): boolean {
  const [, secret, sum] = /^cdk_([\w-]{43})([0-9A-Za-z]{6})$/.exec(text) ?? [];
  return secret !== undefined && sumOf(secret) === sum;
}

/** How it begins, to recognise it in a list. */
export function startOf(token: string): string {
  return token.slice(0, prefix.length + 6);
}

function sumOf(secret: string): string {
  let rest = crc32(secret);
  let text = '';
  for (let i = 0; i < 6; i += 1) {
    text = (digits[rest % digits.length] ?? '') + text;
    rest = Math.floor(rest / digits.length);
  }
  return text;
}
