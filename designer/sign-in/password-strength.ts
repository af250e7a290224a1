/** From 0 (will be refused) to 4. `why` names what would help most; null: nothing has to. */
export type Strength = { readonly score: 0 | 1 | 2 | 3 | 4; readonly why: 'short' | 'long' | 'name' | 'common' | 'repeats' | null };

type Rule = { readonly min: number; readonly max: number };

/** The beginnings that are tried first, from published lists of leaked passwords. */
const common =
  /^(?:pass(?:word|wort)?|qwert[yz]|admin|welcome|letmein|iloveyou|monkey|dragon|football|baseball|master|sunshine|princess|abc|changeme|crossdock)/i;
const rows = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm', '01234567890'];

/** How long a new password would stand against guessing, roughly: what repeats, runs along the keyboard or is known does not count. The server decides. */
export function passwordStrength(password: string, rule: Rule, known: readonly (string | null)[] = []): Strength {
  if ([...password].length < rule.min) return { score: 0, why: 'short' };
  if ([...password].length > rule.max) return { score: 0, why: 'long' };
  const lower = password.toLowerCase();
  const names = known.flatMap((text) => (text ?? '').toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((name) => name.length >= 3);
  const unnamed = names.reduce((text, name) => text.replaceAll(name, ''), lower);
  const isCommon = common.test(unnamed);
  const counted = newCharacters(isCommon ? unnamed.replace(common, '') : unnamed);
  const bits = counted * Math.log2(alphabetOf(unnamed === lower ? password : unnamed));
  const score = bits < 28 ? 1 : bits < 48 ? 2 : bits < 70 ? 3 : 4;
  const why = unnamed !== lower ? 'name' : isCommon ? 'common' : counted < unnamed.length * 0.7 ? 'repeats' : null;
  return { score, why: score >= 3 ? null : why };
}

/** Characters that do not follow from the two before them: not a repeat, not a step along the alphabet or a row of keys. */
function newCharacters(text: string): number {
  const characters = [...text];
  const seen = new Set<string>();
  return characters.filter((character, at) => {
    const before = characters[at - 1];
    const pair = `${before}${character}`;
    const isNext = before !== undefined && (before === character || rows.some((row) => row.includes(pair) || row.includes(reversed(pair))));
    const isAgain = before !== undefined && seen.has(pair);
    seen.add(pair);
    return !isNext && !isAgain;
  }).length;
}

const reversed = (text: string) => [...text].reverse().join('');

function alphabetOf(text: string): number {
  const kinds: readonly [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d]/, 30],
  ];
  return Math.max(
    2,
    kinds.reduce((size, [kind, count]) => size + (kind.test(text) ? count : 0), 0),
  );
}
