import { Refusal } from '../../api/refusal.ts';
import { commonPasswords } from './common-passwords.ts';

/** Length is what helps; demands of digits and signs only make passwords alike (NIST SP 800-63B, 5.1.1.2). */
export const passwordRule = {
  min: 12,
  max: 256,
  text: 'At least 12 characters; several words are easier to remember than signs. Not a common password, and not your own name.',
} as const;

/** Throws PASSWORD_TOO_WEAK, which says why. `own`: login, name and address of the person. */
export function refuseWeakPassword(password: string, own: readonly (string | null)[]): void {
  const why = weakness(password, own);
  if (why !== null)
    throw new Refusal('PASSWORD_TOO_WEAK', `The password ${why}. ${passwordRule.text}`, [{ path: 'body.password', message: why }]);
}

/** What is wrong with it, as the end of "The password ..."; null: nothing. */
export function weakness(password: string, own: readonly (string | null)[]): string | null {
  const length = [...password].length;
  if (length < passwordRule.min) return `has ${length} characters, fewer than ${passwordRule.min}`;
  if (length > passwordRule.max) return `has more than ${passwordRule.max} characters`;
  const plain = reduced(password);
  if (new Set(plain).size < 5) return 'repeats a few characters';
  if (isInOrder(plain)) return 'follows the order of the alphabet, the digits or the keyboard';
  if (guesses(plain).some((guess) => commonPasswords.has(guess))) return 'is among the first that are guessed';
  if (own.some((name) => name !== null && isMadeOf(plain, reduced(name)))) return 'is made of your own name or address';
  return null;
}

function reduced(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.-]/g, '');
}

/** What it comes down to: without what was put around a word to make it long enough, with signs read as letters, a doubled word once. */
function guesses(plain: string): string[] {
  const bare = plain.replace(/^[^a-z]+/, '').replace(/[^a-z]+$/, '');
  const half = plain.slice(0, plain.length / 2);
  return [plain, bare, asLetters(bare), ...(plain === half + half ? [half, asLetters(half)] : [])];
}

const letters: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', $: 's', '@': 'a', '!': 'i' };

function asLetters(text: string): string {
  return text.replaceAll(/[013457$@!]/g, (sign) => letters[sign] ?? sign);
}

const orders = [
  'abcdefghijklmnopqrstuvwxyz',
  '1234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
];

function isInOrder(plain: string): boolean {
  return orders.some((order) => {
    const twice = order + order;
    return twice.includes(plain) || [...twice].reverse().join('').includes(plain);
  });
}

function isMadeOf(plain: string, name: string): boolean {
  return name.length >= 4 && plain.includes(name) && plain.replaceAll(name, '').length < 6;
}
