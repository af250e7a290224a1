import { isCode } from './expression-scope.ts';
import type { Item } from './item.ts';

// Bundled into the sandbox.

/** Evaluates every expression of a configuration for one item: `Evaluated<C>` in, `Resolved<C>` out. Code stays a function. */
export function resolveConfig(evaluated: unknown, item: Item): unknown {
  if (typeof evaluated === 'function') return isCode in evaluated ? evaluated : evaluated(item);
  if (Array.isArray(evaluated)) return evaluated.map((entry) => resolveConfig(entry, item));
  if (evaluated === null || typeof evaluated !== 'object') return evaluated;
  return Object.fromEntries(Object.entries(evaluated).map(([name, value]) => [name, resolveConfig(value, item)]));
}
