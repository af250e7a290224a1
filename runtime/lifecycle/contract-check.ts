import { Ajv2020 } from 'ajv/dist/2020.js';
import formatsModule from 'ajv-formats';
import type { Detail } from '../api/refusal.ts';

const addFormats = formatsModule.default;
/** Bytes of a schema as JSON. */
const largest = 1_000_000;
const told = 20;

/** What makes a document no JSON Schema 2020-12 that can be compiled; empty: nothing does. Paths are written `properties.sku.type`. */
export function schemaFaults(schema: Record<string, unknown>): readonly Detail[] {
  const size = JSON.stringify(schema).length;
  if (size > largest) return [{ path: '', message: `has ${(size / 1_000_000).toFixed(1)} MB; a contract has at most 1 MB` }];
  const { $schema } = schema;
  if (typeof $schema === 'string' && !$schema.includes('2020-12'))
    return [
      { path: '$schema', message: `names ${$schema}; contracts are JSON Schema 2020-12. Leave $schema out, or convert the document` },
    ];
  const ajv = new Ajv2020({ allErrors: true, strict: false, inlineRefs: true, logger: false });
  addFormats(ajv);
  if (ajv.validateSchema(schema) !== true) {
    const faults = (ajv.errors ?? []).map(({ instancePath, message = 'is wrong', params }) => ({
      path: pathOf(instancePath),
      message: 'allowedValues' in params ? `${message}: ${(params.allowedValues as unknown[]).join(', ')}` : message,
    }));
    // The alternatives of one fault: the one that lists what is allowed says most.
    const byPath = new Map(faults.reverse().map((fault) => [fault.path, fault]));
    return [...byPath.values()].reverse().slice(0, told);
  }
  const pattern = wrongPattern(schema, []);
  if (pattern) return [pattern];
  try {
    ajv.compile(schema);
    return isUseful(schema) ? [] : [{ path: '', message: 'says nothing about a document; give it "type" and "properties"' }];
  } catch (error) {
    return [compileFault(error as Error & { missingRef?: string })];
  }
}

/** The first pattern that is no regular expression; the compiler would not say where it stands. */
function wrongPattern(part: unknown, path: readonly string[]): Detail | null {
  if (part === null || typeof part !== 'object') return null;
  for (const [name, value] of Object.entries(part)) {
    const at = [...path, name];
    if (name === 'pattern' && typeof value === 'string' && path.at(-1) !== 'properties') {
      try {
        new RegExp(value, 'u');
      } catch (error) {
        return { path: at.join('.'), message: `is no regular expression: ${(error as Error).message.replace(/^.*: /, '').toLowerCase()}` };
      }
    }
    const found = wrongPattern(value, at);
    if (found) return found;
  }
  return null;
}

function compileFault(error: Error & { missingRef?: string }): Detail {
  const { missingRef } = error;
  if (missingRef === undefined) return { path: '', message: error.message };
  return missingRef.startsWith('http')
    ? { path: '$ref', message: `${missingRef} lies elsewhere; put it under $defs and refer to it as #/$defs/name` }
    : { path: '$ref', message: `${missingRef} leads nowhere; check the names under $defs` };
}

function isUseful(schema: Record<string, unknown>): boolean {
  return ['type', 'properties', '$ref', 'allOf', 'anyOf', 'oneOf', 'items', 'enum', 'const'].some((name) => schema[name] !== undefined);
}

function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}
