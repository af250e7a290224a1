import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { openapiDocument } from './openapi.ts';

/** Where the designer's types of the API lie. Written by `node runtime/api/write-openapi.ts`. */
export const typesFile = fileURLToPath(new URL('../../designer/server/openapi.d.ts', import.meta.url));

type Generator = {
  readonly default: (document: string, options: { readonly defaultNonNullable: boolean }) => Promise<unknown>;
  readonly astToString: (ast: unknown) => string;
};

/** The TypeScript types of the API as openapi-typescript makes them. The generator stands in the designer's dependencies. */
export async function openapiTypes(): Promise<string> {
  const require = createRequire(typesFile);
  const { default: generate, astToString } = require('openapi-typescript') as Generator;
  const ast = await generate(JSON.stringify(openapiDocument('1')), {
    // A field with a default may be left out of a request; in replies it is listed as required.
    defaultNonNullable: false,
  });
  return `// Made from the route tables by \`node runtime/api/write-openapi.ts\`; do not edit.\n\n${astToString(ast)}`;
}

if (import.meta.main) {
  const types = await openapiTypes();
  if (readFileSync(typesFile, { encoding: 'utf8', flag: 'a+' }) !== types) writeFileSync(typesFile, types);
}
