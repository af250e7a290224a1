import type { Item } from '@crossdock/nodes/contract/item';
import type { Outputs } from '../../sandbox/region/items.ts';
import type { Plan } from '../plan/plan.ts';
import type { Lineage, RunDetail } from '../run-service.ts';
import { redact, redactionOf } from './redact.ts';
import { type Traced, traceItem } from './trace-item.ts';

/** Items named one by one at a step; of more, the number. */
const named = 20;
const summaryLength = 160;
const summaryFields = 4;

/** Where an item of a run came from and what became of it, step by step. Null: the step has no such item. */
export function lineageOf(given: {
  readonly plan: Plan;
  readonly outputs: Outputs;
  readonly run: RunDetail;
  readonly nodeId: string;
  readonly itemId: string;
}): Lineage | null {
  const { plan, outputs, run, nodeId, itemId } = given;
  const at = plan.nodes.findIndex(({ node }) => node.id === nodeId);
  const traced = at < 0 ? null : traceItem(plan.nodes, outputs, at, itemId);
  if (!traced) return null;
  const hidden = redactionOf(plan.flow.settings.redact);
  return { runId: run.id, title: run.title, isCaptured: true, origin: originOf(run), steps: traced.map((each) => stepOf(each)) };

  function stepOf({ node: index, side, arrived, emitted }: Traced): Lineage['steps'][number] {
    const planned = plan.nodes[index] as Plan['nodes'][number];
    const id = planned.node.id;
    const ids = new Set(arrived.map((item) => item.id));
    const exceptions = run.exceptions.filter(
      (exception) => exception.nodeId === id && exception.runId === run.id && ids.has(exception.itemId),
    );
    const effects = run.effects.filter((effect) => effect.nodeId === id && ids.has(effect.itemId));
    const shown =
      side === 'here' && arrived.length > 0
        ? arrived.map((item) => ({ item, port: '' }))
        : emitted.length > 0
          ? emitted
          : arrived.map((item) => ({ item, port: '' }));
    const connected = new Set(
      plan.nodes.flatMap(({ inputs }) =>
        inputs.flatMap(({ edges }) => edges.filter((edge) => edge.node === index).map(({ port }) => port)),
      ),
    );
    return {
      nodeId: id,
      name: planned.node.name,
      type: planned.node.type,
      side,
      itemsIn: arrived.length,
      itemsOut: emitted.length,
      ports: [...new Set(emitted.map(({ port }) => port))],
      items: shown.slice(0, named).map(({ item }) => ({
        id: item.id,
        key: item.key ?? null,
        summary: summaryOf(item, hidden),
        error: exceptions.find((exception) => exception.itemId === item.id)?.error ?? null,
      })),
      count: shown.length,
      fate: fateOf({ exceptions: exceptions.length, effects: effects.length, emitted, connected, arrived: arrived.length }),
      effects: effects.map(({ itemId: item, outcome }) => ({ itemId: item, outcome })).slice(0, named),
      runs: [
        ...exceptions.flatMap(({ replay, itemId: item }) =>
          replay === null ? [] : [{ id: replay, relation: 'replay' as const, nodeId: id, itemId: item }],
        ),
        ...run.related
          .filter((other) => other.nodeId === id)
          .map((other) => ({ id: other.id, relation: other.relation, nodeId: null, itemId: null })),
      ],
    };
  }
}

type Outcome = {
  readonly exceptions: number;
  readonly effects: number;
  readonly emitted: Traced['emitted'];
  readonly connected: ReadonlySet<string>;
  readonly arrived: number;
};

function fateOf({ exceptions, emitted, connected, arrived }: Outcome): Lineage['steps'][number]['fate'] {
  if (exceptions > 0) return 'exception';
  if (emitted.some(({ port }) => connected.has(port))) return 'went on';
  if (emitted.length === 0 && arrived > 0 && connected.size > 0) return 'filtered';
  return 'ended';
}

/** What the run itself was started by, where that was no message of its own. */
function originOf(run: RunDetail): Lineage['origin'] {
  if (run.chunk) return { id: run.chunk.of, relation: 'chunk of' };
  if (run.replayOf !== null) return { id: run.replayOf, relation: 'replay of' };
  for (const { id, relation } of run.related)
    if (relation === 'caller' || relation === 'failed run' || relation === 'compensated') return { id, relation };
  return null;
}

/** The first plain fields of a record, in one line. */
function summaryOf({ json }: Item, hidden: ReadonlySet<string>): string {
  const shown = redact(json, hidden);
  if (shown === null || typeof shown !== 'object') return short(JSON.stringify(shown) ?? '');
  if (Array.isArray(shown)) return `${shown.length} entries`;
  const plain = Object.entries(shown).filter(([, value]) => value === null || typeof value !== 'object');
  const fields = plain.length > 0 ? plain : Object.entries(shown);
  return short(
    fields
      .slice(0, summaryFields)
      .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(', '),
  );
}

function short(text: string): string {
  return text.length > summaryLength ? `${text.slice(0, summaryLength - 1)}…` : text;
}
