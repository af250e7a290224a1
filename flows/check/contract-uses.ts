import type { Flow } from '../document/flow.ts';
import type { Catalog } from '../graph/catalog.ts';
import { configFields } from './config-fields.ts';

/** The contracts that a flow's steps name, each once. */
export function contractUses(flow: Flow, catalog: Catalog): readonly string[] {
  const names = flow.nodes.flatMap((node) => {
    const schema = catalog.get(node.type, node.version)?.configSchema;
    if (!schema || !mayName(node.config)) return [];
    return configFields(schema, node.config).flatMap(({ schema: field, value }) =>
      field.control === 'contract' && typeof value === 'string' && value !== '' ? [value] : [],
    );
  });
  return [...new Set(names)];
}

/** Most steps name none: their configuration is not walked. */
function mayName(config: unknown): boolean {
  if (typeof config === 'string') return /^[a-z][a-z0-9-]*@\d+$/.test(config);
  return config !== null && typeof config === 'object' && Object.values(config).some(mayName);
}
