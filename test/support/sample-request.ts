import type { Route } from '@crossdock/runtime/api/route';
import { z } from 'zod';

type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly format?: string;
};

/** What the fields of a request are to hold, by name; everything else is made up. */
export type Known = Readonly<Record<string, unknown>>;

export type SampleRequest = { readonly path: string; readonly body: unknown };

/** The smallest request that a route understands. `known` gives the values of its parameters, and of fields of query and body. */
export function sampleRequest(route: Route, known: Known): SampleRequest {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(known[`:${name}`] ?? known[name] ?? 'x')));
  const query = route.query ? (sampleOf(route.query, known) as Record<string, unknown>) : {};
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  const body = route.method === 'EVENTS' || !route.body ? undefined : sampleOf(route.body, known);
  return { path: `/api${path}${search === '' ? '' : `?${search}`}`, body };
}

function sampleOf(schema: z.ZodType, known: Known): unknown {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return made(json, json.$defs ?? {}, known);
}

function made(schema: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, known: Known): unknown {
  if (schema.$ref) return made(defs[schema.$ref.replace('#/$defs/', '')] ?? {}, defs, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const alternative = (schema.anyOf ?? schema.oneOf ?? schema.allOf)?.[0];
  if (alternative) return made(alternative, defs, known);
  if (schema.properties) return fields(schema, defs, known);
  if (schema.type === 'array') return schema.minItems ? [made(schema.items ?? {}, defs, known)] : [];
  if (schema.type === 'object') return {};
  if (schema.type === 'number' || schema.type === 'integer') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  return schema.type === 'string' ? text(schema) : null;
}

/** Those that must be there, and those that are known. */
function fields({ properties = {}, required = [] }: JsonSchema, defs: Readonly<Record<string, JsonSchema>>, known: Known) {
  const names = Object.keys(properties).filter(
    (name) => name in known || (required.includes(name) && properties[name]?.default === undefined),
  );
  return Object.fromEntries(names.map((name) => [name, name in known ? known[name] : made(properties[name] ?? {}, defs, known)]));
}

function text({ format, minLength = 1 }: JsonSchema): string {
  if (format === 'date-time') return '2026-11-21T08:00:00Z';
  if (format === 'uri') return 'https://example.com';
  if (format === 'email') return 'ada@example.com';
  return 'sample'.padEnd(minLength, 's');
}
