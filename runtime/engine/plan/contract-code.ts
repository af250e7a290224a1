import type { Contract } from '@crossdock/flows/contracts/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import formatsModule from 'ajv-formats';

// Both packages are CommonJS; their default export is the module object when imported from an ES module.
const standaloneCode = standaloneModule.default;
const addFormats = formatsModule.default;
const cache = new WeakMap<Contract, string>();

/**
 * The contract's JSON Schema as JavaScript text: an expression `(require) => validate`, run in the sandbox. `require` gives Ajv's small runtime modules.
 * Throws when the schema itself is wrong.
 */
export function contractCode(contract: Contract): string {
  let text = cache.get(contract);
  if (!text) {
    const ajv = new Ajv2020({ code: { source: true, esm: false }, allErrors: true, strict: false, messages: true, inlineRefs: true });
    addFormats(ajv);
    const code = standaloneCode(ajv, ajv.compile(contract.schema as object));
    text = `((require) => { const module = { exports: {} }; ${code}\nreturn module.exports; })`;
    cache.set(contract, text);
  }
  return text;
}
