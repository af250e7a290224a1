import { createHash } from 'node:crypto';
import { libraryNames, lookupName } from '@crossdock/nodes/contract/check-expression';
import { expressionVariables } from '@crossdock/nodes/contract/expression-scope';
import type { Program } from '../../sandbox/sandbox.ts';

const names = [...libraryNames, lookupName, ...expressionVariables];

/** Lines that the engine puts before a function's body, and ours before the code. */
const linesBefore = 3;

/**
 * The program that tries expressions: always the same, so that its isolate is warm; the checked code comes with the input and is compiled inside. Expressions that look things
 * up get it with their tables. Where code
 * fails is read off the stack: the innermost frame that lies in code of the expression.
 */
const source = `(crossdock, tables) => {
"use strict";
const { $t } = crossdock.scope;
let env;
const library = [${libraryNames.map((name) => `crossdock.functions.${name}`).join(', ')}, crossdock.lookups(tables, () => env)];
const compile = (part) => "code" in part
  ? new Function(${names.map((name) => JSON.stringify(name)).join(', ')}, '"use strict";return (\\n' + part.code + '\\n);')
  : part.text;
const placeOf = (error) => {
  const frame = error instanceof Error && typeof error.stack === "string" ? /<anonymous>:(\\d+):(\\d+)\\)/.exec(error.stack) : null;
  return frame ? { line: Number(frame[1]) - ${linesBefore}, column: Number(frame[2]) } : {};
};
return (input) => {
  const { run, vars, items, loop, templates } = JSON.parse(input);
  crossdock.pin({ now: Date.parse(run.now), seed: "preview" });
  env = run.env;
  const given = loop ? [loop.each, loop.index, loop.parent] : [undefined, undefined, undefined];
  return JSON.stringify(templates.map((parts) => {
    const compiled = parts.map(compile);
    return items.map((item) => {
      let at = 0;
      try {
        const values = compiled.map((part, i) => {
          at = i;
          return typeof part === "string" ? part : part(...library, item, undefined, {}, ...given, run, run.env, vars);
        });
        const value = values.length === 1 ? values[0] : $t(...values.map((value) => typeof value === "string" ? value : () => value))({});
        return { value: JSON.parse(JSON.stringify(value ?? null) ?? "null") };
      } catch (error) {
        return { fault: { message: error instanceof Error ? String(error.message) : String(error), part: at, ...placeOf(error) } };
      }
    });
  }));
};
}`;

export const evaluator: Program = { hash: createHash('sha256').update(source).digest('hex'), source };
