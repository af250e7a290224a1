/** Somebody who has a flow open, once however many windows show it. */
export type Person = {
  readonly name: string;
  /** One or two capitals. */
  readonly initials: string;
  /** Which of the colours for people, from 0; two people of a flow differ while there are colours left. */
  readonly colour: number;
  /** The step they look at; null: none. */
  readonly node: string | null;
  /** The field they type in, dotted within the step or the flow; null: none. */
  readonly field: string | null;
};

/** How many colours there are for people. */
export const personColours = 8;

/** The first letters of the first and the last name; of a single name its first two. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.,_-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [firstOf(words[0]), firstOf(words.at(-1))] : [...(words[0] ?? '?')].slice(0, 2);
  return letters.join('').toUpperCase();
}

/** A colour for each name, the same in every process that knows the same names. */
export function colourOf(names: readonly string[]): ReadonlyMap<string, number> {
  const colours = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    let colour = sumOf(name) % personColours;
    for (let i = 0; i < personColours && taken.has(colour); i++) colour = (colour + 1) % personColours;
    taken.add(colour);
    colours.set(name, colour);
  }
  return colours;
}

function firstOf(word: string | undefined): string {
  return [...(word ?? '')][0] ?? '';
}

function sumOf(name: string): number {
  let sum = 0;
  for (const c of name) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
