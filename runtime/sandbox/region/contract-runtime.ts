import type { Resources, Violation } from '@crossdock/nodes/contract/define-node';
import { NodeError } from '@crossdock/nodes/contract/errors';
import equal from 'ajv/dist/runtime/equal.js';
import ucs2length from 'ajv/dist/runtime/ucs2length.js';
import uri from 'ajv/dist/runtime/uri.js';
import formats from 'ajv-formats/dist/formats.js';

type AjvError = {
  readonly instancePath: string;
  readonly message?: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
};
type Validate = ((json: unknown) => boolean) & { errors?: readonly AjvError[] | null };
export type ContractCode = (require: (name: string) => unknown) => Validate;

/** The modules that compiled contracts ask for. */
const modules: Readonly<Record<string, unknown>> = {
  'ajv/dist/runtime/equal': equal,
  'ajv/dist/runtime/ucs2length': ucs2length,
  'ajv/dist/runtime/uri': uri,
  'ajv-formats/dist/formats': formats,
};

/** The contracts of a program, each instantiated once. */
export function contractResources(contracts: Readonly<Record<string, ContractCode>>): Resources {
  const ready = new Map<string, Validate>();
  return {
    contract(name) {
      let validate = ready.get(name);
      if (!validate) {
        const code = contracts[name];
        if (!code) throw new NodeError('UNKNOWN_CONTRACT', `There is no contract ${name}.`);
        validate = code((module) => modules[module]);
        ready.set(name, validate);
      }
      const check = validate;
      return (json) => (check(json) ? [] : (check.errors ?? []).map(toViolation));
    },
  };
}

function toViolation(error: AjvError): Violation {
  const property = error.params.missingProperty ?? error.params.additionalProperty ?? error.params.unevaluatedProperty;
  const path =
    readablePath(error.instancePath) + (property === undefined ? '' : `${error.instancePath === '' ? '' : '.'}${String(property)}`);
  if (error.keyword === 'required') return { path, message: 'is missing' };
  if (error.keyword === 'additionalProperties' || error.keyword === 'unevaluatedProperties')
    return { path, message: 'is not a field of the contract' };
  if (error.keyword === 'enum') return { path, message: `must be one of ${(error.params.allowedValues as readonly unknown[]).join(', ')}` };
  return { path, message: error.message ?? 'is not valid' };
}

/** `/lines/1/sku` becomes `lines[1].sku` (JSON Pointer, RFC 6901). */
function readablePath(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`), '');
}
