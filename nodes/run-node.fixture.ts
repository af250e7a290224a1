import { compileConfig } from './contract/compile-config.ts';
import type { NodeDefinition, PureNode, RunAnswer } from './contract/define-node.ts';
import { evaluateConfig } from './contract/evaluate-config.ts';
import type { Evaluated } from './contract/expression.ts';
import type { Item, Json } from './contract/item.ts';
import { functions } from './library/functions.ts';

/** What a node did with some records, for tests. */
export type Ran = {
  readonly emitted: Readonly<Record<string, readonly Item[]>>;
  readonly failed: readonly { readonly id: string; readonly error: Error }[];
  readonly notes: readonly { readonly id: string; readonly fact: Json }[];
  readonly answers: readonly RunAnswer[];
};

/** Runs a pure node as the region executor would, without a sandbox. Records may be bodies or whole items. */
export function runNode(
  definition: NodeDefinition,
  config: Record<string, unknown>,
  inputs: readonly Item[] | Readonly<Record<string, readonly Item[]>>,
): Ran {
  if (definition.kind !== 'pure') throw new TypeError(`${definition.type} is no pure node`);
  const prepared = prepareNode(definition, config);
  return prepared(inputs);
}

/** Compiles once, to run many times. */
export function prepareNode(definition: PureNode, config: Record<string, unknown>) {
  const run = { id: 'run-1', flow: 'test', version: 1, env: 'test', correlationId: 'c-1', now: '2026-03-31T12:00:00.000Z' };
  const evaluated = evaluateConfig(compileConfig(definition.config, config), { ...functions, run }) as Evaluated<Record<string, unknown>>;
  const state = definition.setup?.(evaluated);
  return (inputs: readonly Item[] | Readonly<Record<string, readonly Item[]>>): Ran => {
    const byPort = isList(inputs) ? { [definition.ports.inputs[0]?.name ?? 'in']: inputs } : inputs;
    const items = byPort[definition.ports.inputs[0]?.name ?? 'in'] ?? [];
    const ran = { failed: [] as Ran['failed'][number][], notes: [] as Ran['notes'][number][], answers: [] as RunAnswer[] };
    const present = Object.values(byPort).flat().length;
    const emitted = definition.run({
      config: evaluated,
      state,
      node: { id: 'step' },
      items,
      inputs: byPort,
      run,
      arrivals: { expected: present, present, failed: 0, detached: 0 },
      resources: { contract: () => () => [] },
      note: ({ id }, fact) => ran.notes.push({ id, fact }),
      fail: ({ id }, error) => ran.failed.push({ id, error }),
      respond: (answer) => ran.answers.push(answer),
    });
    return { emitted, ...ran };
  };
}

export function records(...bodies: readonly Json[]): Item[] {
  return bodies.map((json, i) => ({ id: String(i), json }));
}

function isList(inputs: readonly Item[] | Readonly<Record<string, readonly Item[]>>): inputs is readonly Item[] {
  return Array.isArray(inputs);
}
