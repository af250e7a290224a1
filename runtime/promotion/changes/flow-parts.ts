import type { Change } from '@crossdock/flows/diff/change';
import { diff } from '@crossdock/flows/diff/diff';
import { inWords } from '@crossdock/flows/diff/in-words';
import { type Stop, stopsOf } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';
import type { FieldChange, Part } from '../promotion.ts';

/** The parts of a flow that have a heading of their own, by the type of the step. */
const partsByType: Readonly<Record<string, Part['part']>> = {
  'transform.map': 'mapping',
  'rule.decision-table': 'decision table',
  'trigger.schedule': 'schedule',
  'trigger.interval': 'schedule',
};

/** What differs between two versions of a flow, step by step, under the headings of a promotion. `before` null: the target does not run it yet. */
export function flowParts(before: Flow | null, after: Flow): Part[] {
  if (!before) return [newFlow(after)];
  const stops = stopsOf(diff(before, after), before, after);
  const own = stops.filter((stop) => partOf(stop, before, after) !== 'flow').map((stop) => ownPart(stop, before, after));
  const rest = stops.filter((stop) => partOf(stop, before, after) === 'flow');
  return rest.length === 0 ? own : [flowPart(after.name, rest), ...own];
}

function newFlow(flow: Flow): Part {
  const steps = `${flow.nodes.length} ${flow.nodes.length === 1 ? 'step' : 'steps'}`;
  return {
    part: 'flow',
    title: flow.name,
    words: `new here, ${steps}`,
    changes: flow.nodes.map((node) => ({ path: node.id, words: `${node.name} added`, after: node.type })),
  };
}

function flowPart(title: string, stops: readonly Stop[]): Part {
  return {
    part: 'flow',
    title,
    words: countedStops(stops),
    changes: stops.flatMap((stop) => stop.changes.map((change) => shown(change, stop))),
  };
}

function ownPart(stop: Stop, before: Flow, after: Flow): Part {
  const whole = stop.kind !== 'changed';
  const count = stop.changes.length;
  return {
    part: partOf(stop, before, after),
    title: stop.title,
    words: whole ? stop.kind : `${count} ${count === 1 ? 'field' : 'fields'}`,
    changes: stop.changes.map((change) => shown(change, stop)),
  };
}

function partOf(stop: Stop, before: Flow, after: Flow): Part['part'] {
  if (stop.part !== 'node') return 'flow';
  const node = [...after.nodes, ...before.nodes].find(({ id }) => id === stop.nodeId);
  return partsByType[node?.type ?? ''] ?? 'flow';
}

function countedStops(stops: readonly Stop[]): string {
  const counts = (['added', 'removed', 'changed'] as const).flatMap((kind) => {
    const steps = stops.filter((stop) => stop.kind === kind && stop.part === 'node').length;
    return steps === 0 ? [] : [`${steps} ${steps === 1 ? 'step' : 'steps'} ${kind}`];
  });
  const others = stops.filter((stop) => stop.part !== 'node').length;
  return [...counts, ...(others === 0 ? [] : [`${others} other ${others === 1 ? 'change' : 'changes'}`])].join(', ');
}

function shown(change: Change, stop: Stop): FieldChange {
  const path =
    change.part === 'node' ? [stop.nodeId ?? '', change.path ?? ''].filter((part) => part !== '').join('.') : (change.path ?? stop.key);
  return {
    path,
    words: inWords(change),
    ...(change.before !== undefined && { before: small(change.before) }),
    ...(change.after !== undefined && { after: small(change.after) }),
  };
}

/** A step that came or went is told by its words; its whole document would be too much beside them. */
function small(value: unknown): unknown {
  if (value !== null && typeof value === 'object' && 'type' in value && 'config' in value) return (value as { type: unknown }).type;
  return value;
}
