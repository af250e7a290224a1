import { describe, expect, test } from 'vitest';
import { createPasswords } from './password.ts';
import { weakness } from './password-rule.ts';

const passwords = createPasswords();
const good = 'four mild herons sleep';

describe('passwords', () => {
  test.each([
    ['elevenchars', 'characters'],
    ['aaaaaaaaaaaaaaaa', 'repeats'],
    ['abababababababab', 'repeats'],
    ['abcdefghijklmnop', 'order'],
    ['098765432109876', 'order'],
    ['qwertyuiopasdf', 'order'],
    ['Password123456!', 'guessed'],
    ['P4$$w0rd-2026-11', 'guessed'],
    ['letmeinletmein', 'guessed'],
    ['Willkommen2026!', 'guessed'],
    ['mara.lind.2026', 'your own'],
    ['x'.repeat(300), 'more than'],
  ])('%s is refused', (password, why) => {
    expect(weakness(password, ['mara', 'Mara Lind', null])).toContain(why);
  });

  test.each([good, 'correct-staple-mule-42', 'ÄpfelUndBirnenImSchrank', '🦔🦊🐢🐙🦉🐝🐌🦎🐳🦜🦩🐿️', 'kd83-fk20-xm17-qq'])(
    '%s may be one',
    (password) => {
      expect(weakness(password, ['mara', 'Mara Lind', 'mara@example.com'])).toBeNull();
    },
  );

  test('are stored with what they were hashed with, each with a salt of its own', async () => {
    const [one, two] = [await passwords.hash(good), await passwords.hash(good)];
    expect(one).toMatch(/^\$scrypt\$ln=16,r=8,p=2\$/);
    expect(one).not.toBe(two);
    expect([await passwords.isRight(good, one), await passwords.isRight(`${good} `, one)]).toEqual([true, false]);
    expect(await passwords.isRight('Åpfel und Birnen'.normalize('NFD'), await passwords.hash('Åpfel und Birnen'.normalize('NFC')))).toBe(
      true,
    );
    expect([passwords.isOutdated(one), passwords.isOutdated(one.replace('ln=16', 'ln=14'))]).toEqual([false, true]);
  });

  test('takes as long where there is none', async () => {
    const stored = await passwords.hash(good);
    const took = async (act: () => Promise<boolean>) => {
      const before = performance.now();
      expect(await act()).toBe(false);
      return performance.now() - before;
    };
    const known = Math.min(await took(() => passwords.isRight('wrong', stored)), await took(() => passwords.isRight('wrong', stored)));
    const unknown = Math.min(await took(() => passwords.isRight('wrong', null)), await took(() => passwords.isRight('wrong', null)));
    expect(unknown / known).toBeGreaterThan(0.3);
    expect(unknown / known).toBeLessThan(3);
  });
});
