import { compileConfig } from '@crossdock/nodes/contract/compile-config';
import type { EffectAnswer, EffectNode, NodeDefinition, PureNode, Violation, WaitNode } from '@crossdock/nodes/contract/define-node';
import { evaluateConfig } from '@crossdock/nodes/contract/evaluate-config';
import type { HttpRequest } from '@crossdock/nodes/contract/http';
import type { Message } from '@crossdock/nodes/contract/intake';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import { resolveConfig } from '@crossdock/nodes/contract/resolve-config';
import { functions } from '@crossdock/nodes/library/functions';
import { definitionOf } from '@crossdock/nodes/registry';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { contractOf } from '../../contracts/contracts.ts';
import type { Flow, FlowNode } from '../../document/flow.ts';
import { graphOf } from '../../graph/graph.ts';
import { topologicalOrder } from '../../graph/topological-order.ts';

export type SampleRun = {
  /** Items by `node.port`. */
  readonly outputs: ReadonlyMap<string, readonly Item[]>;
  readonly requests: ReadonlyMap<string, readonly HttpRequest[]>;
  readonly failures: readonly { readonly node: string; readonly code: string; readonly message: string }[];
  /** What nodes recorded about items, by node id. */
  readonly notes: ReadonlyMap<string, readonly Json[]>;
};
export type Call = (node: FlowNode, definition: EffectNode, request: HttpRequest, item: Item) => Promise<EffectAnswer>;
/** How a wait ends, as the body of an answer. */
export type EndOfWait = (node: FlowNode) => EffectAnswer;

const unanswered: EndOfWait = (node) => {
  throw new Error(`nothing says how the wait of ${node.id} ends`);
};

const run = { id: 'run-1', flow: 'sample', version: 1, env: 'test', correlationId: 'c-1', now: '2026-11-20T16:04:12.000Z' };

/**
 * Runs a flow with one message in this process, node by node, in the least way that its own definitions allow: no store, no retries, no sandbox.
 * It shows that a sample flow is right; that the engine is right is shown by the engine's own tests, with the same flows.
 */
export async function runSample(flow: Flow, message: Message, call: Call, endOfWait: EndOfWait = unanswered): Promise<SampleRun> {
  const outputs = new Map<string, readonly Item[]>();
  const requests = new Map<string, HttpRequest[]>();
  const failures: { node: string; code: string; message: string }[] = [];
  const notes = new Map<string, Json[]>();
  const failed = (node: FlowNode, error: unknown) => {
    const { code = 'ERROR', message: said } = error as { code?: string; message: string };
    failures.push({ node: node.id, code, message: said });
  };
  const put = (node: FlowNode, port: string, items: readonly Item[]) =>
    outputs.set(`${node.id}.${port}`, [...(outputs.get(`${node.id}.${port}`) ?? []), ...items]);
  const arriving = (node: FlowNode, port: string) =>
    flow.edges
      .filter(({ to }) => to.node === node.id && to.port === port)
      .flatMap(({ from }) => outputs.get(`${from.node}.${from.port}`) ?? []);

  for (const node of inOrder(flow)) {
    const definition = definitionOf(node.type, node.version) as NodeDefinition;
    if (definition.kind === 'trigger') {
      const config = definition.config.parse(node.config);
      const records = definition.open({ config, message });
      put(
        node,
        'out',
        records.map((json, i) => ({ id: String(i), json })),
      );
      continue;
    }
    const inputs = Object.fromEntries(definition.ports.inputs.map(({ name }) => [name, arriving(node, name)]));
    const items = Object.values(inputs)[0] ?? [];
    if (Object.values(inputs).every((list) => list.length === 0)) continue;
    const config = evaluateConfig(compileConfig(definition.config, node.config), { run, ...functions });
    if (definition.kind === 'pure') runPure(node, definition, { config, items, inputs });
    else for (const item of items) await runOutside(node, definition, config, item).catch((error: unknown) => failed(node, error));
  }
  return { outputs, requests, failures, notes };

  function runPure(
    node: FlowNode,
    definition: PureNode,
    given: { config: unknown; items: readonly Item[]; inputs: Record<string, readonly Item[]> },
  ) {
    try {
      const emitted = definition.run({
        ...given,
        config: given.config as never,
        state: definition.setup?.(given.config as never),
        node,
        run,
        arrivals: { expected: given.items.length, present: given.items.length, failed: 0, detached: 0 },
        resources: { contract: violationsOf },
        note: (_, fact) => notes.set(node.id, [...(notes.get(node.id) ?? []), fact]),
        fail: (_, error) => failed(node, error),
        respond: () => {},
      });
      for (const [port, list] of Object.entries(emitted)) put(node, port, list);
    } catch (error) {
      failed(node, error);
    }
  }

  async function runOutside(node: FlowNode, definition: EffectNode | WaitNode, config: unknown, item: Item) {
    const resolved = resolveConfig(config, item) as never;
    const answer = definition.kind === 'wait' ? wait(node, definition, resolved, item) : await send(node, definition, resolved, item);
    for (const [port, records] of Object.entries(definition.complete({ config: resolved, item, answer, run })))
      put(
        node,
        port,
        records.map((json, i) => ({ ...item, id: records.length === 1 ? item.id : `${item.id}.${i}`, json })),
      );
  }

  function wait(node: FlowNode, definition: WaitNode, config: never, item: Item): EffectAnswer {
    definition.prepare({ config, item, run });
    return endOfWait(node);
  }

  function send(node: FlowNode, definition: EffectNode, config: never, item: Item): Promise<EffectAnswer> {
    const request = definition.prepare({ config, item, run });
    requests.set(node.id, [...(requests.get(node.id) ?? []), request]);
    return call(node, definition, request, item);
  }
}

function inOrder(flow: Flow): readonly FlowNode[] {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  return topologicalOrder(graphOf(flow)).flatMap((id) => byId.get(id) ?? []);
}

const ajv = new Ajv2020({ allErrors: true });
const compiled = new Map<string, ValidateFunction>();

function violationsOf(name: string): (json: Json) => readonly Violation[] {
  const contract = contractOf(name);
  if (!contract) throw new Error(`There is no contract ${name}`);
  const validate = compiled.get(name) ?? ajv.compile(contract.schema);
  compiled.set(name, validate);
  return (json) =>
    validate(json) ? [] : (validate.errors ?? []).map(({ instancePath, message = '' }) => ({ path: instancePath, message }));
}
