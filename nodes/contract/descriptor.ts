import { z } from 'zod';
import type { Idempotency, NodeDefinition, Ports } from './define-node.ts';

/** A node type as JSON: all that the designer and `check` know of it. */
export type NodeDescriptor = {
  readonly type: string;
  readonly version: number;
  readonly kind: NodeDefinition['kind'];
  readonly title: string;
  readonly summary: string;
  readonly help: string;
  readonly icon: string;
  readonly tile: NodeDefinition['tile'];
  readonly section: NodeDefinition['section'];
  readonly caption: string;
  readonly keywords: readonly string[];
  readonly ports: Ports;
  readonly isBarrier: boolean;
  readonly rejectsDuplicates: boolean;
  readonly system: string | null;
  /** How repeated calls are told apart; null on nodes without an effect, `by configuration` where a setting decides. */
  readonly idempotency: Idempotency | 'by configuration' | null;
  /** JSON Schema 2020-12 of the configuration, with `title`, `control` and the other hints on each field. */
  readonly configSchema: Record<string, unknown>;
  readonly examples: readonly unknown[];
};

export function describe(definition: NodeDefinition): NodeDescriptor {
  const idempotency = definition.kind === 'effect' ? definition.idempotency : null;
  return {
    type: definition.type,
    version: definition.version,
    kind: definition.kind,
    title: definition.title,
    summary: definition.summary,
    help: definition.help,
    icon: definition.icon,
    tile: definition.tile,
    section: definition.section,
    caption: definition.caption,
    keywords: definition.keywords ?? [],
    ports: definition.ports,
    isBarrier: definition.kind === 'pure' && definition.barrier === true,
    rejectsDuplicates: definition.kind === 'pure' && definition.dedupe !== undefined,
    system: definition.kind === 'effect' || definition.kind === 'read' ? definition.system : null,
    idempotency: typeof idempotency === 'function' ? 'by configuration' : idempotency,
    configSchema: z.toJSONSchema(definition.config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
    examples: definition.examples,
  };
}

/** The names of the outputs a node has with this configuration, without `error`. */
export function outputPorts(ports: Ports, config: unknown): string[] {
  if (Array.isArray(ports.outputs)) return ports.outputs.map((port) => port.name);
  const derived = ports.outputs as Exclude<Ports['outputs'], readonly unknown[]>;
  const entries = valueAt(config, derived.from);
  const named = Array.isArray(entries) ? entries.map((entry) => String(valueAt(entry, derived.name) ?? '')) : [];
  return [...named.filter((name) => name !== ''), ...(derived.also ?? []).map((port) => port.name)];
}

/** The value at a dotted path of plain objects and arrays; undefined where it does not lead. */
export function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, name) => (at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[name] : undefined), value);
}
