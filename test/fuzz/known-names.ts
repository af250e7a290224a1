type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Mutable = { [key: string]: Mutable | Json };

/** Names of things that are there, by what a path or a field calls them. */
export type KnownNames = {
  readonly env: readonly string[];
  readonly flows: readonly string[];
  readonly runs: readonly string[];
  readonly connections: readonly string[];
  readonly lookups: readonly string[];
  readonly contracts: readonly string[];
  readonly people: readonly string[];
  readonly promotions: readonly string[];
  readonly steps: readonly string[];
};

/**
 * An OpenAPI document in which parameters and fields may also be names of things that are there: without them nearly every request would end at "there is no
 * such flow". What they may be otherwise stays, so that nonsense is sent as well.
 */
export function withKnownNames(document: unknown, names: KnownNames): unknown {
  const copy = structuredClone(document) as { paths: Record<string, Record<string, Mutable>> };
  for (const [path, methods] of Object.entries(copy.paths)) {
    const [, area = ''] = /^\/api\/([^/]+)/.exec(path) ?? [];
    for (const operation of Object.values(methods)) {
      const parameters = (operation.parameters ?? []) as unknown as { name: string; schema: unknown }[];
      for (const parameter of parameters) parameter.schema = widened(parameter.schema, namesOf(parameter.name, area, names));
      widenFields(operation.requestBody, names);
    }
  }
  return copy;
}

function namesOf(parameter: string, area: string, names: KnownNames): readonly string[] {
  if (parameter === 'env' || parameter === 'from' || parameter === 'to' || (area === 'environments' && parameter === 'name'))
    return names.env;
  if (parameter === 'nodeId' || parameter === 'node') return names.steps;
  if (parameter === 'flow') return names.flows;
  if (parameter === 'runId') return names.runs;
  if (parameter !== 'id' && parameter !== 'name') return [];
  const byArea: Readonly<Record<string, readonly string[]>> = names;
  return byArea[area] ?? [];
}

function widened(schema: unknown, known: readonly string[]): unknown {
  return known.length === 0 ? schema : { anyOf: [{ type: 'string', enum: known }, schema] };
}

/** Fields of bodies that name an environment, a flow or a step. */
function widenFields(part: unknown, names: KnownNames): void {
  if (part === null || typeof part !== 'object') return;
  const { properties } = part as { properties?: Record<string, unknown> };
  if (properties && typeof properties === 'object')
    for (const [field, known] of [
      ['env', names.env],
      ['to', names.env],
      ['flow', names.flows],
      ['node', names.steps],
    ] as const)
      if (isText(properties[field])) properties[field] = widened(properties[field], known);
  for (const inner of Object.values(part)) widenFields(inner, names);
}

function isText(schema: unknown): boolean {
  return schema !== null && typeof schema === 'object' && 'type' in schema && schema.type === 'string';
}
