/** What may stand in an expectation in place of a value that differs from run to run. */
export type Placeholder = { readonly fits: (value: unknown) => boolean /** "any text" */; readonly words: string };

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => isNumeric(value),
  boolean: (value) => typeof value === 'boolean',
  list: Array.isArray,
  object: (value) => value !== null && typeof value === 'object' && !Array.isArray(value),
  date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T|$)/.test(value) && !Number.isNaN(Date.parse(value)),
};

/**
 * `{ "$any": true }` any value, `{ "$any": "text" }` one of a kind (text, number, boolean, list, object, date), `{ "$like": "SO-*" }` a text with wildcards,
 * `{ "$near": 12.5, "$within": 0.01 }` a number (default within 0.005), `{ "$absent": true }` no such field. undefined: the value stands for itself.
 */
export function placeholderIn(expected: object): Placeholder | undefined {
  const { $any, $like, $near, $within = 0.005, $absent, ...others } = expected as Readonly<Record<string, unknown>>;
  if (Object.keys(others).length > 0) return undefined;
  if ($absent === true) return { fits: (value) => value === undefined, words: 'no such field' };
  if ($any === true) return { fits: (value) => value !== undefined, words: 'any value' };
  if (typeof $any === 'string' && Object.hasOwn(kinds, $any)) {
    const article = $any === 'object' ? 'an' : $any === 'text' ? 'any' : 'a';
    return { fits: kinds[$any] as (value: unknown) => boolean, words: `${article} ${$any}` };
  }
  if (typeof $like === 'string')
    return { fits: (value) => typeof value === 'string' && isLike(value, $like), words: `a text like ${$like}` };
  if (isNumeric($near) && typeof $within === 'number')
    return {
      fits: (value) => isNumeric(value) && Math.abs(Number(value) - Number($near)) <= $within + Number.EPSILON,
      words: `${String($near)} within ${$within}`,
    };
  return undefined;
}

/** Amounts are often texts, so that no digit is lost. */
function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)));
}

/** `*` stands for any characters, `?` for one. In time proportional to both lengths, whatever the pattern. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let next = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (next < pattern.length && (pattern[next] === '?' || pattern[next] === text[at]) && pattern[next] !== '*') {
      at++;
      next++;
    } else if (pattern[next] === '*') {
      star = next++;
      resume = at;
    } else if (star >= 0) {
      next = star + 1;
      at = ++resume;
    } else return false;
  }
  while (pattern[next] === '*') next++;
  return next === pattern.length;
}
