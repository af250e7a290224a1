import type { CompiledConfig } from './compile-config.ts';
import * as scope from './expression-scope.ts';

/**
 * Evaluates compiled configuration in this process. For tests and examples of code we wrote ourselves; what users wrote runs in the sandbox.
 * @param names what is in scope beside the helpers: `run`, `env`, `vars`, the function library
 */
export function evaluateConfig(compiled: Pick<CompiledConfig, 'source'>, names: Readonly<Record<string, unknown>>): unknown {
  const helpers = { $x: scope.$x, $t: scope.$t, $p: scope.$p, $c: scope.$c, $f: scope.$f };
  const all = { run: {}, env: 'test', vars: {}, ...helpers, ...names };
  return new Function(...Object.keys(all), `"use strict"; return (${compiled.source}\n);`)(...Object.values(all));
}
