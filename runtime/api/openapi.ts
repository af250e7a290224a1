import { z } from 'zod';
import { errorCodes } from './error-codes.ts';
import { namedShapes } from './named-shapes.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';
import { apiError } from './shapes/system-shapes.ts';

type JsonObject = { [name: string]: unknown };

/** The API's description, OpenAPI 3.1, made of the route tables: what is not in a table does not exist. */
export function openapiDocument(version: string): JsonObject {
  const components: JsonObject = {};
  const paths: { [path: string]: JsonObject } = {};
  const apiErrorRef = describe(apiError, 'output', components);
  for (const entry of routes) {
    const path = `/api${entry.path.replaceAll(/:(\w+)/g, '{$1}')}`;
    paths[path] ??= {};
    paths[path][entry.method === 'EVENTS' ? 'get' : entry.method.toLowerCase()] = operation(entry, components);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crossdock',
      version,
      description:
        'All of Crossdock that the designer uses. Sign in with `Authorization: Bearer` and the API token, or with the session cookie; then ' +
        'changing requests carry the header `x-csrf-token`. Errors have one shape; their codes are stable.',
    },
    security: [{ token: [] }, { cookie: [] }],
    paths: sorted(paths),
    components: {
      schemas: sorted(components),
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'crossdock_session' },
      },
      responses: {
        Error: {
          description: `The request was refused. Codes: ${Object.keys(errorCodes).join(', ')}.`,
          content: { 'application/json': { schema: apiErrorRef } },
        },
      },
    },
  };
}

function operation(entry: Route, components: JsonObject): JsonObject {
  const parameters = [...parametersIn('path', entry.params, components), ...parametersIn('query', entry.query, components)];
  return {
    operationId: operationId(entry),
    summary: entry.summary,
    tags: [entry.path.split('/')[1]],
    ...(entry.permission === 'public' ? { security: [] } : { 'x-permission': entry.permission }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(entry.method !== 'EVENTS' && entry.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: describe(entry.body, 'input', components) } } } }
      : {}),
    responses: responses(entry, components),
  };
}

function responses(entry: Route, components: JsonObject): JsonObject {
  const failed = { default: { $ref: '#/components/responses/Error' } };
  if (entry.method === 'EVENTS') {
    const schema = describe(entry.events, 'output', components);
    return {
      200: { description: 'Server-sent events; each event name with its data.', content: { 'text/event-stream': { schema } } },
      ...failed,
    };
  }
  const status = statusOf(entry);
  const replied = entry.reply
    ? { [status]: { description: 'Done.', content: { 'application/json': { schema: describe(entry.reply, 'output', components) } } } }
    : { [status]: { description: 'Done; no body.' } };
  const special = Object.entries(entry.failures ?? {}).map(([code, schema]) => [
    errorCodes[code as keyof typeof errorCodes],
    // Other codes have the same status.
    {
      description: code,
      content: { 'application/json': { schema: { anyOf: [schema, apiError].map((one) => describe(one, 'output', components)) } } },
    },
  ]);
  return { ...replied, ...Object.fromEntries(special), ...failed };
}

/** The status of a call that worked. */
export function statusOf(entry: Exclude<Route, { method: 'EVENTS' }>): number {
  return entry.status ?? (entry.reply ? 200 : 204);
}

/** `POST /flows/:id/test-runs` is `postFlowsTestRuns`. */
function operationId(entry: Route): string {
  const method = entry.method === 'EVENTS' ? 'get' : entry.method.toLowerCase();
  const words = entry.path.split(/[/-]/).filter((word) => word !== '');
  return (
    method +
    words
      .map((word) => (word.startsWith(':') ? `By-${word.slice(1)}` : word))
      .map(capital)
      .join('')
      .replaceAll('-', '')
  );
}

function capital(word: string): string {
  return word.replaceAll(/(^|-)(\w)/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}

function parametersIn(place: 'path' | 'query', schema: z.ZodObject | undefined, components: JsonObject): JsonObject[] {
  if (!schema) return [];
  const described = describe(schema, 'input', components) as { properties?: Record<string, JsonObject>; required?: string[] };
  return Object.entries(described.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: place === 'path' || (described.required ?? []).includes(name),
    ...(description === undefined ? {} : { description }),
    schema: property,
  }));
}

/**
 * The JSON Schema of a shape; the named shapes within it go to `components`. A named shape that reads differently as input (defaults may be left
 * out there) is called `...Input`.
 */
function describe(schema: z.ZodType, io: 'input' | 'output', components: JsonObject): JsonObject {
  const {
    $schema: _,
    $defs,
    ...described
  } = z.toJSONSchema(z.object({ it: schema }), {
    io,
    metadata: namedShapes,
    unrepresentable: 'any',
    override: refine,
  }) as unknown as JsonObject & { $defs?: Record<string, JsonObject>; properties?: { it: JsonObject } };
  const named = (name: string) => (io === 'input' ? `${name}Input` : name);
  for (const [name, definition] of Object.entries($defs ?? {})) {
    const { id: __, ...rest } = definition;
    components[named(name)] = withRefs(rest, named);
  }
  return withRefs((described.properties as { it: JsonObject }).it, named) as JsonObject;
}

/** Adds the description, and leaves out what says nothing: the range of every integer, that the names of an object are texts. */
function refine({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: JsonObject }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  const names = jsonSchema.propertyNames as JsonObject | undefined;
  if (names?.type === 'string' && Object.keys(names).length === 1) delete jsonSchema.propertyNames;
  const { description, openapi } = z.globalRegistry.get(zodSchema) ?? {};
  if (description !== undefined) jsonSchema.description = description;
  Object.assign(jsonSchema, openapi);
}

function withRefs(value: unknown, named: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => withRefs(entry, named));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      if (key !== '$ref' || typeof entry !== 'string') return [key, withRefs(entry, named)];
      return [key, entry.replace(/^#\/\$defs\/(.+)$/, (_, name: string) => `#/components/schemas/${named(name)}`)];
    }),
  );
}

function sorted<T>(object: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
