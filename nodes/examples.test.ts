import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compileConfig } from './contract/compile-config.ts';
import type { EffectNode, NodeDefinition, PureNode, RunInfo, TriggerNode, WaitNode } from './contract/define-node.ts';
import { errorPort } from './contract/define-node.ts';
import { outputPorts } from './contract/descriptor.ts';
import { evaluateConfig } from './contract/evaluate-config.ts';
import type { Evaluated } from './contract/expression.ts';
import type { Item, Json } from './contract/item.ts';
import { resolveConfig } from './contract/resolve-config.ts';
import { functions } from './library/functions.ts';
import { definitions } from './registry.ts';

const run: RunInfo = { id: 'run-1', flow: 'example', version: 1, env: 'test', correlationId: 'c-1', now: '2026-03-31T12:00:00.000Z' };
type Config = Record<string, unknown>;

const evaluate = (definition: NodeDefinition, config: Config) =>
  evaluateConfig(compileConfig(definition.config, config), { ...functions, run, env: 'test', vars: {} }) as Evaluated<Config>;
const itemsOf = (bodies: readonly Json[], prefix = '') =>
  bodies.map((json, i): Item => ({ id: `${prefix}${i}`, json: structuredClone(json) }));
const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

describe.each(definitions.map((definition) => [definition.type, definition] as const))('%s', (_, definition) => {
  test('has examples', () => {
    expect(definition.examples.length).toBeGreaterThan(0);
  });

  test.each(definition.examples.map((example) => [example.title, example] as const))('%s', (__, example) => {
    const ports = [...outputPorts(definition.ports, definition.config.parse(example.config)), errorPort];
    if (!Array.isArray(example.emits)) for (const port of Object.keys(example.emits)) expect(ports).toContain(port);
    switch (definition.kind) {
      case 'trigger':
        return checkTrigger(definition, example as TriggerNode['examples'][number]);
      case 'pure':
        return checkPure(definition, example as PureNode['examples'][number]);
      case 'wait':
        return checkWait(definition, example as WaitNode['examples'][number]);
      default:
        return checkEffect(definition, example as EffectNode['examples'][number]);
    }
  });
});

function checkTrigger(definition: TriggerNode, example: TriggerNode['examples'][number]): void {
  const config = definition.config.parse(example.config);
  expect(definition.open({ config, message: example.message })).toEqual(example.emits);
  expect(['http', 'schedule', 'poll', 'file', 'manual']).toContain(definition.binding(config).kind);
}

function checkPure(definition: PureNode, example: PureNode['examples'][number]): void {
  const config = evaluate(definition, example.config);
  const state = definition.setup?.(config);
  const failed: unknown[] = [];
  const answers: unknown[] = [];
  const items = itemsOf(example.items);
  const extra = Object.entries(example.inputs ?? {}).map(([port, bodies]) => [port, itemsOf(bodies, `${port}-`)] as const);
  const inputs = { [definition.ports.inputs[0]?.name ?? 'in']: items, ...Object.fromEntries(extra) };
  const before = JSON.stringify(inputs);
  const present = Object.values(inputs).flat().length;
  const emitted = definition.run({
    config,
    state,
    node: { id: 'step' },
    items,
    inputs,
    run,
    arrivals: { expected: present, present, failed: 0, detached: 0 },
    resources: {
      contract: () => (json) =>
        json !== null && typeof json === 'object' && 'number' in json ? [] : [{ path: 'number', message: 'is required' }],
    },
    note: (_, fact) => expect(JSON.parse(JSON.stringify(fact))).toEqual(fact),
    fail: (_, error) => failed.push(codeOf(error)),
    respond: (answer) => answers.push(answer),
  });
  const shown = Object.fromEntries(
    Object.entries(emitted).flatMap(([port, out]) => (out.length > 0 ? [[port, out.map((item) => item.json)]] : [])),
  );
  expect(shown).toEqual(Object.fromEntries(Object.entries(example.emits).filter(([, out]) => out.length > 0)));
  expect(failed).toEqual(example.fails ?? []);
  // What a node gets it must leave as it is: others read the same records.
  expect(JSON.stringify(inputs)).toBe(before);
  for (const [port, out] of Object.entries(emitted))
    expect(new Set(out.map((item) => item.id)).size, `ids on ${port} are unique`).toBe(out.length);
}

function checkEffect(definition: EffectNode, example: EffectNode['examples'][number]): void {
  const [item] = itemsOf([example.item]) as [Item];
  const config = resolveConfig(evaluate(definition, example.config), item) as never;
  expect(definition.prepare({ config, item, run })).toEqual(example.request);
  const answer = { headers: {}, ...example.answer };
  expect(definition.complete({ config, item, answer, run })).toEqual(example.emits);
}

function checkWait(definition: WaitNode, example: WaitNode['examples'][number]): void {
  const [item] = itemsOf([example.item]) as [Item];
  const config = resolveConfig(evaluate(definition, example.config), item) as never;
  expect(definition.prepare({ config, item, run })).toEqual(example.asks);
  expect(definition.complete({ config, item, answer: { headers: {}, ...example.answer }, run })).toEqual(example.emits);
}

describe('every definition', () => {
  test.each(definitions.map((definition) => [definition.type, definition] as const))('%s tells people what they need', (_, definition) => {
    expect(definition.summary.length).toBeGreaterThan(10);
    expect(definition.help).toContain('From practice');
    expect(z.toJSONSchema(definition.config, { io: 'input', unrepresentable: 'any' })).toHaveProperty('properties');
    expect(definition.ports.inputs.length > 0).toBe(definition.kind !== 'trigger');
    expect(Object.isFrozen(definition)).toBe(true);
  });
});
