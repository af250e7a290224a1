import { checkCode, checkExpression, type LookupUse } from '@crossdock/nodes/contract/check-expression';
import { hasExpression, parseTemplate } from '@crossdock/nodes/contract/expression';
import type { Flow, FlowNode } from '../document/flow.ts';
import { formatPath } from '../document/path.ts';
import type { Catalog } from '../graph/catalog.ts';
import { configFields } from './config-fields.ts';

/** Where a flow looks something up. `node` null: in the settings of the flow. */
export type PlacedLookup = LookupUse & { readonly node: FlowNode | null; readonly field: string };

/** Every lookup that the flow's expressions and code name; texts with a mistake in them are passed over. */
export function lookupUses(flow: Flow, catalog: Catalog): readonly PlacedLookup[] {
  const { orderingKey, correlationId, businessKeys } = flow.settings;
  const inSettings: readonly (readonly [string, string | undefined])[] = [
    ['settings.orderingKey', orderingKey],
    ['settings.correlationId', correlationId],
    ...businessKeys.map(({ value }, i) => [`settings.businessKeys.${i}.value`, value] as const),
  ];
  return [
    ...inSettings.flatMap(([field, text]) => inTemplate(text ?? '').map((use) => ({ ...use, node: null, field }))),
    ...flow.nodes.flatMap((node) => {
      const schema = mayLookUp(node.config) ? catalog.get(node.type, node.version)?.configSchema : undefined;
      if (!schema) return [];
      return configFields(schema, node.config).flatMap(({ path, schema: field, value }) =>
        usesIn(field, value).map((use) => ({ ...use, node, field: `config.${formatPath(path)}` })),
      );
    }),
  ];
}

/** Most steps look nothing up: their configuration is not walked. */
function mayLookUp(config: unknown): boolean {
  if (typeof config === 'string') return config.includes('lookup');
  return config !== null && typeof config === 'object' && Object.values(config).some(mayLookUp);
}

function usesIn(schema: Readonly<Record<string, unknown>>, value: unknown): readonly LookupUse[] {
  if (typeof value !== 'string' || !value.includes('lookup')) return [];
  if (schema.control === 'expression') return inTemplate(value);
  if (schema.control !== 'code') return [];
  const parameters = Array.isArray(schema.parameters) ? schema.parameters.map(String) : [];
  const check = schema.form === 'expression' ? checkExpression(value, parameters) : checkCode(value);
  return check.ok ? check.lookups : [];
}

function inTemplate(text: string): readonly LookupUse[] {
  if (!text.includes('lookup') || !hasExpression(text)) return [];
  try {
    return parseTemplate(text).flatMap((part) => {
      const check = 'expression' in part ? checkExpression(part.expression) : null;
      return check?.ok ? check.lookups : [];
    });
  } catch {
    return [];
  }
}
