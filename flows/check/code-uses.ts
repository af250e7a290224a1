import { type CodeCheck, checkCode, checkExpression } from '@crossdock/nodes/contract/check-expression';
import { hasExpression, parseTemplate } from '@crossdock/nodes/contract/expression';
import type { Flow, FlowNode } from '../document/flow.ts';
import { formatPath } from '../document/path.ts';
import type { Catalog } from '../graph/catalog.ts';
import { configFields } from './config-fields.ts';

/** Code of a flow that can be read, and where it stands. `node` null: in the settings of the flow. */
export type PlacedCode = { readonly node: FlowNode | null; readonly field: string; readonly code: Extract<CodeCheck, { ok: true }> };

/** The flow's expressions and code that hold a word; texts with a mistake in them are passed over. */
export function codeWith(word: string, flow: Flow, catalog: Catalog): readonly PlacedCode[] {
  const { orderingKey, correlationId, businessKeys } = flow.settings;
  const inSettings: readonly (readonly [string, string | undefined])[] = [
    ['settings.orderingKey', orderingKey],
    ['settings.correlationId', correlationId],
    ...businessKeys.map(({ value }, i) => [`settings.businessKeys.${i}.value`, value] as const),
  ];
  return [
    ...inSettings.flatMap(([field, text]) => inTemplate(word, text ?? '').map((code) => ({ node: null, field, code }))),
    ...flow.nodes.flatMap((node) => {
      const schema = mayHold(word, node.config) ? catalog.get(node.type, node.version)?.configSchema : undefined;
      if (!schema) return [];
      return configFields(schema, node.config).flatMap(({ path, schema: field, value }) =>
        inField(word, field, value).map((code) => ({ node, field: `config.${formatPath(path)}`, code })),
      );
    }),
  ];
}

/** The configuration of most steps need not be walked. */
function mayHold(word: string, config: unknown): boolean {
  if (typeof config === 'string') return config.includes(word);
  return config !== null && typeof config === 'object' && Object.values(config).some((value) => mayHold(word, value));
}

function inField(word: string, schema: Readonly<Record<string, unknown>>, value: unknown): readonly PlacedCode['code'][] {
  if (typeof value !== 'string' || !value.includes(word)) return [];
  if (schema.control === 'expression') return inTemplate(word, value);
  if (schema.control !== 'code') return [];
  const parameters = Array.isArray(schema.parameters) ? schema.parameters.map(String) : [];
  const check = schema.form === 'expression' ? checkExpression(value, parameters) : checkCode(value);
  return check.ok ? [check] : [];
}

function inTemplate(word: string, text: string): readonly PlacedCode['code'][] {
  if (!text.includes(word) || !hasExpression(text)) return [];
  try {
    return parseTemplate(text).flatMap((part) => {
      const check = 'expression' in part ? checkExpression(part.expression) : null;
      return check?.ok ? [check] : [];
    });
  } catch {
    return [];
  }
}
