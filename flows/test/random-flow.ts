import fc from 'fast-check';
import { edgeKey } from '../document/edge-key.ts';
import { type Flow, type FlowEdge, flowSchema } from '../document/flow.ts';

// The same cases in every run; another seed searches elsewhere.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 1) });

const ids = ['in', 'map', 'split', 'join', 'send', 'route', 'check', 'log', 'map-2'];
const ports = ['out', 'in', 'error', 'odd > one.', 'é'];
const key = fc.constantFrom('a', 'b', 'c.d', '0', '10', '2', 'name', 'value', 'constructor', '');

/** A JSON value as configurations hold it, with keys that sort and escape badly. */
export const aJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3 }),
  ),
})).value;

/** Half of them hold a list of records, as configurations do. */
export const aConfig: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  fc.dictionary(key, aJson, { maxKeys: 4 }),
  fc.record({ fields: fc.array(fc.record({ name: fc.string({ maxLength: 2 }), value: aJson }), { minLength: 1, maxLength: 4 }) }),
);
const place = fc.record({ x: fc.integer({ min: -1000, max: 1000 }), y: fc.integer({ min: -1000, max: 1000 }) });

export const aNode = (id: string) =>
  fc.record({
    id: fc.constant(id),
    type: fc.constantFrom('test.map', 'test.trigger', 'test.switch', 'test.send'),
    version: fc.constantFrom(1, 2),
    name: fc.constantFrom('Map', 'Send order', 'Prüfen', '注文'),
    config: aConfig,
    position: place,
    disabled: fc.boolean(),
    note: fc.constantFrom('', 'ask Kim'),
    onFailure: fc.record({ timeoutSeconds: fc.constantFrom(30, 5), scope: fc.constantFrom('item' as const, 'run' as const) }),
  });

const aTest = (id: string) =>
  fc.record({
    id: fc.constant(id),
    name: fc.constantFrom('one order', 'two lines'),
    message: fc.record({ body: aJson }),
  });

/** A flow without loops; edges lead from an earlier node of a random order to a later one. */
export const anyFlow: fc.Arbitrary<Flow> = fc
  .record({
    nodeIds: fc.shuffledSubarray(ids),
    noteIds: fc.shuffledSubarray(['n1', 'n2']),
    members: fc.shuffledSubarray(ids),
    testIds: fc.shuffledSubarray(['t1', 't2']),
    retired: fc.shuffledSubarray(['old-1', 'old-2']),
    name: fc.constantFrom('Orders', 'Stock'),
    mode: fc.constantFrom('accepted' as const, 'when-finished' as const),
    lane: fc.constantFrom(undefined, 'shop'),
  })
  .chain(({ nodeIds, noteIds, members, testIds, retired, name, mode, lane }) =>
    fc.record({
      format: fc.constant(1 as const),
      id: fc.constant('f'),
      name: fc.constant(name),
      settings: fc.constant({ answer: { mode }, ...(lane && { lane }) }),
      nodes: fc.tuple(...nodeIds.map(aNode)),
      edges: someEdges(nodeIds),
      notes: fc.tuple(...noteIds.map((id) => fc.record({ id: fc.constant(id), text: fc.string({ maxLength: 5 }), position: place }))),
      groups: someGroups(members.filter((id) => nodeIds.includes(id))),
      tests: fc.tuple(...testIds.map(aTest)),
      retired: fc.constant(retired),
    }),
  )
  .map((input) => flowSchema.parse(input));

/** Up to two groups that share no step. */
function someGroups(members: readonly string[]) {
  return fc
    .record({ cut: fc.integer({ min: 0, max: members.length }), collapsed: fc.boolean(), count: fc.integer({ min: 0, max: 2 }) })
    .map(({ cut, collapsed, count }) =>
      [
        { id: 'g1', title: 'Front', nodes: members.slice(0, cut), collapsed },
        { id: 'g2', title: 'Back', nodes: members.slice(cut), collapsed: false },
      ].slice(0, count),
    );
}

function someEdges(nodeIds: readonly string[]): fc.Arbitrary<FlowEdge[]> {
  const pairs = nodeIds.flatMap((from, i) => nodeIds.slice(i + 1).map((to) => ({ from, to })));
  if (pairs.length === 0) return fc.constant([]);
  const edge = fc
    .record({ pair: fc.constantFrom(...pairs), out: fc.constantFrom(...ports), into: fc.constantFrom(...ports) })
    .map(({ pair, out, into }) => ({ from: { node: pair.from, port: out }, to: { node: pair.to, port: into } }));
  return fc.uniqueArray(edge, { selector: edgeKey, maxLength: 12 });
}

/** The same flow written in another order of lists and keys. */
export function reordered(flow: Flow): Flow {
  const lists = ['nodes', 'edges', 'notes', 'groups', 'tests', 'retired'] as const;
  return withKeysReversed({ ...flow, ...Object.fromEntries(lists.map((name) => [name, flow[name].toReversed()])) }) as Flow;
}

function withKeysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withKeysReversed);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([name, entry]) => [name, withKeysReversed(entry)]);
  return Object.fromEntries(entries.reverse());
}
