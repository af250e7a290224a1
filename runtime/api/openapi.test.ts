import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openapiDocument } from './openapi.ts';
import { routes } from './routes.ts';
import { openapiTypes, typesFile } from './write-openapi.ts';

type Operation = {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
};
const document = openapiDocument('1') as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

test('every route is described, with its parameters, and nothing else is', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  const expected = routes.map(
    (route) => `${route.method === 'EVENTS' ? 'get' : route.method.toLowerCase()} /api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  expect(described.sort()).toEqual(expected.sort());
  for (const [path, methods] of Object.entries(document.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const operation of Object.values(methods)) {
      expect(operation.parameters?.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name) ?? []).toEqual(named);
    }
  }
});

test('no two operations have the same id', () => {
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map((operation) => operation.operationId));
  expect(new Set(ids).size).toBe(ids.length);
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  const names = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name ?? '');
  expect(names.length).toBeGreaterThan(20);
  for (const name of new Set(names)) expect(document.components.schemas).toHaveProperty(name);
  expect(text).not.toContain('#/$defs');
});

test('the types of the designer are those of the route tables (else: node runtime/api/write-openapi.ts)', async () => {
  expect(readFileSync(typesFile, 'utf8')).toBe(await openapiTypes());
});
