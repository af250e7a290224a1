type Part = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'slot'; readonly name: string };

/** `Paused by {by}.` as text, slot, text. */
export function phraseParts(text: string): Part[] {
  return text
    .split(/(\{[a-zA-Z]+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{[a-zA-Z]+\}$/.test(part) ? { kind: 'slot', name: part.slice(1, -1) } : { kind: 'text', text: part }));
}
