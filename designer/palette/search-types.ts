import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { paletteTexts as texts } from '../texts/palette.ts';

export type PaletteSection = { readonly title: string; readonly types: readonly NodeDescriptor[] };

const order: readonly NodeDescriptor['section'][] = ['Systems', 'Transform', 'Rules', 'Routing', 'Distribution', 'Triggers'];

/**
 * What the palette lists for a search text: the suggested types first, then all by section. With a text only what matches, the best match first,
 * and a type is never listed twice.
 */
export function paletteSections(
  types: readonly NodeDescriptor[],
  text: string,
  suggested: readonly NodeDescriptor[],
  after: string,
): PaletteSection[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = types
    .filter((type) => score(type, words) > 0)
    .toSorted((a, b) => score(b, words) - score(a, words) || (a.title < b.title ? -1 : 1));
  const first = suggested.filter((type) => matching.includes(type));
  const rest = matching.filter((type) => !first.includes(type));
  return [
    { title: after === '' ? texts.suggested : texts.suggestedAfter(after), types: first },
    ...order.map((section) => ({ title: section, types: rest.filter((type) => type.section === section) })),
  ].filter((section) => section.types.length > 0);
}

/** 0: does not match. Every word must occur somewhere; the title counts most. */
function score(type: NodeDescriptor, words: readonly string[]): number {
  let total = 1;
  for (const word of words) {
    const best = scoreOf(type, word);
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function scoreOf(type: NodeDescriptor, word: string): number {
  const title = type.title.toLowerCase();
  if (title.startsWith(word)) return 10;
  if (title.split(/\s+/).some((part) => part.startsWith(word))) return 8;
  if (type.keywords.some((keyword) => keyword.toLowerCase().startsWith(word))) return 6;
  if (title.includes(word)) return 4;
  return `${type.type} ${type.summary} ${type.section} ${type.keywords.join(' ')}`.toLowerCase().includes(word) ? 2 : 0;
}

/** What a row says at its right: how the type behaves. */
export function behaviour(type: NodeDescriptor): string {
  switch (type.kind) {
    case 'trigger':
      return 'trigger';
    case 'effect':
      return 'effect';
    case 'read':
      return 'reads';
    case 'wait':
      return 'waits';
    case 'pure':
      return type.isBarrier ? 'waits for all' : '';
  }
}
