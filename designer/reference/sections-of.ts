import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';

export type Section = { readonly title: string; readonly types: readonly NodeDescriptor[] };

const order: readonly NodeDescriptor['section'][] = ['Triggers', 'Systems', 'Transform', 'Rules', 'Routing', 'Distribution'];

/** The newest version of each type that holds every word of the search, by section. */
export function sectionsOf(types: readonly NodeDescriptor[], search: string): readonly Section[] {
  const words = search.toLowerCase().split(/\s+/);
  const newest = new Map<string, NodeDescriptor>();
  for (const type of types) if ((newest.get(type.type)?.version ?? 0) < type.version) newest.set(type.type, type);
  const found = [...newest.values()].filter(({ title, type, summary, keywords }) => {
    const text = `${title} ${type} ${summary} ${keywords.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return order.flatMap((title) => {
    const within = found.filter((type) => type.section === title).toSorted((a, b) => a.title.localeCompare(b.title));
    return within.length > 0 ? [{ title, types: within }] : [];
  });
}
