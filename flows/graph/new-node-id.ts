import type { Flow } from '../document/flow.ts';

const longest = 64;

/**
 * A readable id that no node of the flow has or ever had: `map-to-order`, then `map-to-order-2`. Made from a name in any language; one without
 * Latin letters gives `step`.
 * @param alsoTaken ids given to nodes that are not in the flow yet
 */
export function newNodeId(flow: Pick<Flow, 'nodes' | 'retired'>, base: string, alsoTaken: Iterable<string> = []): string {
  return freeId(base, 'step', new Set([...flow.nodes.map((node) => node.id), ...flow.retired, ...alsoTaken]));
}

/** The first free id among `base`, `base-2`, `base-3`, ... */
export function freeId(base: string, fallback: string, taken: ReadonlySet<string>): string {
  const id = idText(base) || fallback;
  if (!taken.has(id)) return id;
  for (let n = 2; ; n++) {
    const numbered = `${id.slice(0, longest - String(n).length - 1)}-${n}`;
    if (!taken.has(numbered)) return numbered;
  }
}

function idText(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}
