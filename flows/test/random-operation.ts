import fc from 'fast-check';
import { edgeKey } from '../document/edge-key.ts';
import type { Flow } from '../document/flow.ts';
import { formatPath } from '../document/path.ts';
import { type Operation, operationSchema, type SingleOperation } from '../operations/vocabulary.ts';
import { aConfig, aJson, aNode } from './random-flow.ts';

const spare = ['new-1', 'new-2', 'new-3'];
const place = fc.record({ x: fc.integer({ min: -99, max: 99 }), y: fc.integer({ min: -99, max: 99 }) });

/** An operation on one node of the flow; on the flow as a whole when it has none. */
export function anOperationOnFirstNode(flow: Flow): fc.Arbitrary<Operation> {
  const [node] = flow.nodes;
  return node ? onNode(node.id, node.config).map((operation) => operationSchema.parse(operation) as Operation) : anOperationOn(flow);
}

/** An operation that fits the flow. */
export function anOperationOn(flow: Flow): fc.Arbitrary<Operation> {
  const single = aSingleOperationOn(flow);
  const move = flow.nodes.map((node): SingleOperation => ({ op: 'move-nodes', moves: [{ node: node.id, to: { x: 1, y: 2 } }] }));
  const batches = move.length > 1 ? [fc.constant<Operation>({ op: 'batch', title: 'Tidy', operations: move })] : [];
  return fc.oneof({ weight: 12, arbitrary: single }, ...batches).map((operation) => operationSchema.parse(operation) as Operation);
}

function aSingleOperationOn(flow: Flow): fc.Arbitrary<Operation> {
  const taken = new Set([...flow.nodes.map((node) => node.id), ...flow.retired]);
  const free = spare.filter((id) => !taken.has(id));
  const choices: fc.Arbitrary<unknown>[] = [
    fc.record({
      op: fc.constant('set-flow'),
      change: fc.constantFrom({ name: 'New name' }, { purpose: 'why', owner: 'Kim' }, { unit: 'B' }),
    }),
    fc.constantFrom(
      { op: 'set-settings', path: 'answer.mode', value: 'when-finished' },
      { op: 'set-settings', path: 'lane' },
      { op: 'set-settings', path: 'lane', value: 'x' },
      { op: 'set-settings', path: 'answer' },
      { op: 'set-settings', path: 'businessKeys.0', value: { kind: 'order', value: '{{ item.id }}' } },
    ),
  ];
  if (free.length > 0) choices.push(fc.constantFrom(...free).chain((id) => fc.record({ op: fc.constant('add-node'), node: aNode(id) })));
  if (free.length > 1) choices.push(aPaste(free));
  if (flow.nodes.length > 0) {
    const changes = fc.constantFrom(...flow.nodes).chain((node) => onNode(node.id, node.config));
    // As likely as all the rest together: here lies most of what can go wrong.
    choices.push(...Array.from({ length: 12 }, () => changes));
  }
  if (flow.edges.length > 0) choices.push(fc.constantFrom(...flow.edges).map((edge) => ({ op: 'remove-edge', edge })));
  const [id] = free;
  if (flow.edges.length > 0 && id) {
    choices.push(
      fc.record({
        op: fc.constant('insert-on-edge'),
        edge: fc.constantFrom(...flow.edges),
        node: aNode(id),
        input: fc.constant('in'),
        output: fc.constant('out'),
      }),
    );
  }
  choices.push(...newEdges(flow), ...onNotes(flow), ...onGroups(flow), ...onTests(flow));
  return fc.oneof(...(choices as fc.Arbitrary<Operation>[]));
}

function onNode(node: string, config: Record<string, unknown>): fc.Arbitrary<unknown> {
  const optional = fc.constantFrom({}, { heal: true as const });
  const version = fc.record({ op: fc.constant('change-node-version'), node: fc.constant(node), version: fc.constantFrom(1, 2, 3) });
  return fc.oneof(
    { weight: 4, arbitrary: optional.map((more) => ({ op: 'remove-node', node, ...more })) },
    fc.record({ op: fc.constant('move-nodes'), moves: fc.tuple(fc.record({ node: fc.constant(node), to: place })) }),
    fc.constant({ op: 'rename-node', node, name: `${node} renamed` }),
    fc.record({ op: fc.constant('replace-config'), node: fc.constant(node), config: aConfig }),
    fc.boolean().map((disabled) => ({ op: 'set-disabled', node, disabled })),
    fc.constantFrom('', 'look here').map((note) => ({ op: 'set-node-note', node, note })),
    fc.constantFrom(
      { op: 'set-on-failure', node, path: 'retry.attempts', value: 9 },
      { op: 'set-on-failure', node, path: 'retry' },
      { op: 'set-on-failure', node, path: 'timeoutSeconds', value: 7 },
    ),
    version,
    fc.tuple(version, aConfig).map(([operation, config]) => ({ ...operation, config })),
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom(...placesIn(config)), fc.option(aJson, { nil: undefined }))
        .map(([path, value]) => ({ op: 'set-config', node, path, value })),
    },
  );
}

/** Paths that a configuration takes: every place there is, one behind the end of each list, a new name in each object. */
function placesIn(value: unknown, path: readonly string[] = []): string[] {
  if (value === null || typeof value !== 'object') return [];
  const names = Array.isArray(value) ? [...value.keys(), value.length].map(String) : [...Object.keys(value), 'brand-new', 'x.y'];
  const deep = Array.isArray(value) ? [] : [formatPath([...path, 'made', '0', 'deep'])].filter(() => !Object.hasOwn(value, 'made'));
  return [
    ...names.map((name) => formatPath([...path, name])).filter((text) => text !== ''),
    ...deep,
    ...Object.entries(value).flatMap(([name, entry]) => placesIn(entry, [...path, name])),
  ];
}

function aPaste(free: readonly string[]): fc.Arbitrary<unknown> {
  const [first, second] = free as [string, string];
  const edge = { from: { node: first, port: 'out' }, to: { node: second, port: 'in' } };
  return fc.record({ op: fc.constant('paste'), nodes: fc.tuple(aNode(first), aNode(second)), edges: fc.constantFrom([], [edge]) });
}

function newEdges(flow: Flow): fc.Arbitrary<unknown>[] {
  const known = new Set(flow.edges.map(edgeKey));
  const edges = flow.nodes
    .flatMap((from) => flow.nodes.map((to) => ({ from: { node: from.id, port: 'out' }, to: { node: to.id, port: 'in' } })))
    .filter((edge) => edge.from.node !== edge.to.node && !known.has(edgeKey(edge)));
  return edges.length === 0 ? [] : [fc.constantFrom(...edges).map((edge) => ({ op: 'add-edge', edge }))];
}

function onNotes(flow: Flow): fc.Arbitrary<unknown>[] {
  const add = flow.notes.some((note) => note.id === 'n9')
    ? []
    : [fc.record({ op: fc.constant('add-note'), note: fc.record({ id: fc.constant('n9'), text: fc.constant('hi'), position: place }) })];
  if (flow.notes.length === 0) return add;
  const note = fc.constantFrom(...flow.notes.map(({ id }) => id));
  return [
    ...add,
    fc.record({ op: fc.constant('edit-note'), note, text: fc.string({ maxLength: 4 }) }),
    fc.record({ op: fc.constant('move-note'), note, to: place }),
    fc.record({ op: fc.constant('move-note'), note, to: place, size: fc.constant({ width: 300, height: 90 }) }),
    fc.record({ op: fc.constant('remove-note'), note }),
  ];
}

function onGroups(flow: Flow): fc.Arbitrary<unknown>[] {
  const grouped = new Set(flow.groups.flatMap((group) => group.nodes));
  const loose = flow.nodes.map((node) => node.id).filter((id) => !grouped.has(id));
  const add = flow.groups.some((group) => group.id === 'g9')
    ? []
    : [
        fc.record({
          op: fc.constant('add-group'),
          group: fc.record({ id: fc.constant('g9'), title: fc.constant('New'), nodes: fc.shuffledSubarray(loose) }),
        }),
      ];
  if (flow.groups.length === 0) return add;
  const edits = fc.constantFrom(...flow.groups).chain(({ id, nodes }) =>
    fc.oneof(
      fc
        .constantFrom({ title: 'Renamed' }, { collapsed: true }, { title: 'Both', collapsed: false })
        .map((change) => ({ group: id, change })),
      fc.shuffledSubarray([...nodes, ...loose]).map((members) => ({ group: id, change: { nodes: members } })),
    ),
  );
  return [
    ...add,
    edits.map((edit) => ({ op: 'edit-group', ...edit })),
    fc.constantFrom(...flow.groups.map(({ id }) => id)).map((group) => ({ op: 'remove-group', group })),
  ];
}

function onTests(flow: Flow): fc.Arbitrary<unknown>[] {
  const add = flow.tests.some((test) => test.id === 't9')
    ? []
    : [
        fc.record({
          op: fc.constant('add-test'),
          test: fc.record({ id: fc.constant('t9'), name: fc.constant('x'), message: fc.record({ body: aJson }) }),
        }),
      ];
  if (flow.tests.length === 0) return add;
  const test = fc.constantFrom(...flow.tests.map(({ id }) => id));
  return [
    ...add,
    fc.record({
      op: fc.constant('edit-test'),
      test,
      change: fc.record({
        name: fc.constant('renamed'),
        message: fc.record({ body: aJson }),
        receivedAt: fc.constantFrom(null, '2026-11-21T08:00:00Z'),
      }),
    }),
    fc.record({ op: fc.constant('remove-test'), test }),
  ];
}
