import { isWithin, pathNames } from './field.ts';

/** How an expression inside these loops reaches a place, or why it cannot. Entries of lists on the way are `many`. */
export type Access =
  | { readonly kind: 'reaches'; readonly text: string }
  /** The place stands in a list that no loop goes through; `text` reaches the list, `rest` is the way inside an entry. */
  | { readonly kind: 'many'; readonly list: string; readonly text: string; readonly rest: readonly string[] }
  /** It belongs to an entry of a loop too far out: only the entry and its parent are at hand. */
  | { readonly kind: 'too-far'; readonly loop: string };

/** The text that reads a source place from inside loops, outermost first. */
export function accessTo(path: string, loops: readonly (string | null)[]): Access {
  const depth = loops.findLastIndex((loop) => loop !== null && isWithin(path, loop));
  const loop = depth < 0 ? '' : (loops[depth] ?? '');
  const out = loops.length - 1 - depth;
  if (depth >= 0 && out > 1) return { kind: 'too-far', loop };
  const start = depth < 0 ? 'item' : out === 0 ? 'each' : 'parent';
  const names = pathNames(path.slice(loop.length).replace(/^\./, ''));
  const list = names.indexOf('[]');
  if (list < 0) return { kind: 'reaches', text: chained(start, names) };
  const inner = names.slice(list + 1);
  const place = path.slice(0, loop.length) + path.slice(loop.length, path.indexOf('[]', loop.length));
  return { kind: 'many', list: place, text: chained(start, names.slice(0, list)), rest: inner };
}

/** `item.customer?.email`: from the second step on what is missing gives nothing instead of an error. */
export function chained(start: string, names: readonly string[]): string {
  return names.reduce((text, name, index) => {
    const optional = index > 0 ? '?.' : '';
    if (/^[A-Za-z_$][\w$]*$/.test(name)) return `${text}${optional || '.'}${name}`;
    return `${text}${optional}[${JSON.stringify(name)}]`;
  }, start);
}

export function braces(text: string): string {
  return `{{ ${text} }}`;
}
