import { type Flow, type FlowInput, flowSchema } from '../document/flow.ts';

type NodeInput = NonNullable<FlowInput['nodes']>[number];

/** Builds a flow for a test: `aFlow().with('in', 'test.trigger').to('map', 'test.map').build()`. */
export function aFlow(more: Partial<FlowInput> = {}): FlowBuilder {
  return new FlowBuilder({ format: 1, id: 'test', name: 'Test', ...more });
}

class FlowBuilder {
  readonly #input: FlowInput;
  readonly #last: string | undefined;

  constructor(input: FlowInput, last?: string) {
    this.#input = input;
    this.#last = last;
  }

  /** A node that is not connected; its name is its id in words. */
  with(id: string, type = 'test.map', more: Partial<NodeInput> = {}): FlowBuilder {
    const name = id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
    return new FlowBuilder({ ...this.#input, nodes: [...(this.#input.nodes ?? []), { id, type, name, ...more }] }, id);
  }

  /** A node behind the last one. */
  to(id: string, type = 'test.map', more: Partial<NodeInput> = {}, port = 'out'): FlowBuilder {
    const from = this.#last;
    if (from === undefined) throw new Error('no node to go on from');
    return this.with(id, type, more).edge(`${from}.${port}`, `${id}.in`);
  }

  /** `edge('split.lines', 'map.in')`; ports default to `out` and `in`. */
  edge(from: string, to: string): FlowBuilder {
    const edge = { from: end(from, 'out'), to: end(to, 'in') };
    return new FlowBuilder({ ...this.#input, edges: [...(this.#input.edges ?? []), edge] }, this.#last);
  }

  build(): Flow {
    return flowSchema.parse(this.#input);
  }
}

function end(text: string, port: string): { node: string; port: string } {
  const dot = text.indexOf('.');
  return dot < 0 ? { node: text, port } : { node: text.slice(0, dot), port: text.slice(dot + 1) };
}
