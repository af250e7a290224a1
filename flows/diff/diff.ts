import { compareText } from '../document/compare-text.ts';
import { edgeKey } from '../document/edge-key.ts';
import type { Flow, FlowEdge, FlowGroup, FlowNode, FlowNote, TestCase } from '../document/flow.ts';
import { formatPath } from '../document/path.ts';
import { sameJson } from '../document/same-json.ts';
import { fieldWords, pathWords } from '../document/words.ts';
import type { Change } from './change.ts';
import { type Difference, differences } from './differences.ts';

/**
 * What differs between two flows, in the order of steps, edges, settings, notes, groups and test cases. Where things stand on the canvas and which groups are collapsed is no change,
 * neither is the order of nodes and edges in the document.
 */
export function diff(before: Flow, after: Flow): Change[] {
  return [
    ...pairs(before.nodes, after.nodes, (node) => node.id).flatMap(([old, next]) => nodeChanges(old, next)),
    ...edgeChanges(before, after),
    ...flowChanges(before, after),
    ...pairs(before.notes, after.notes, (note) => note.id).flatMap(([old, next]) => noteChanges(old, next)),
    ...pairs(before.groups, after.groups, (group) => group.id).flatMap(([old, next]) => groupChanges(old, next)),
    ...pairs(before.tests, after.tests, (test) => test.id).flatMap(([old, next]) => testChanges(old, next)),
  ];
}

/** Whether two flows do the same with every message: they differ at most in names, notes, groups, descriptions, test cases and places on the canvas. */
export function isSameBehaviour(before: Flow, after: Flow): boolean {
  return diff(before, after).every((change) => isOnlyWords(change));
}

function isOnlyWords(change: Change): boolean {
  if (change.part === 'note' || change.part === 'group' || change.part === 'test') return true;
  if (change.kind !== 'changed') return false;
  if (change.part === 'node') return change.path === 'name' || change.path === 'note';
  return change.path === 'name' || change.path === 'purpose' || change.path === 'owner';
}

function nodeChanges(before: FlowNode | undefined, after: FlowNode | undefined): Change[] {
  if (!before || !after) return addedOrRemoved('node', before, after, (node) => ({ nodeId: node.id, title: node.name }));
  if (before === after) return [];
  const { position: _a, ...old } = before;
  const { position: _b, ...next } = after;
  return differences(old, next).map((difference) => ({
    ...changed('node', difference),
    nodeId: after.id,
    title: `${after.name}: ${fieldTitle(difference)}`,
  }));
}

function edgeChanges(before: Flow, after: Flow): Change[] {
  const names = new Map([...before.nodes, ...after.nodes].map((node) => [node.id, node.name]));
  const title = ({ from, to }: FlowEdge) => {
    const output = from.port === 'out' ? '' : ` (${from.port})`;
    return `${names.get(from.node) ?? from.node}${output} → ${names.get(to.node) ?? to.node}${to.port === 'in' ? '' : ` (${to.port})`}`;
  };
  return pairs(before.edges, after.edges, edgeKey).flatMap(([old, next]) =>
    old && next ? [] : addedOrRemoved('edge', old, next, (edge) => ({ nodeId: edge.to.node, path: edgeKey(edge), title: title(edge) })),
  );
}

function flowChanges(before: Flow, after: Flow): Change[] {
  const facts = ({ name, purpose, channel, owner, unit, settings }: Flow) => ({ name, purpose, channel, owner, unit, settings });
  return differences(facts(before), facts(after)).map((difference) => {
    const [first, ...rest] = difference.path;
    const isSetting = first === 'settings';
    return { ...changed('settings', difference), title: isSetting ? capital(pathWords(rest)) : `Flow: ${fieldWords(first ?? '')}` };
  });
}

function noteChanges(before: FlowNote | undefined, after: FlowNote | undefined): Change[] {
  if (!before || !after) return addedOrRemoved('note', before, after, (note) => ({ path: note.id, title: `Note: ${excerpt(note.text)}` }));
  if (before.text === after.text) return [];
  const path = formatPath([after.id, 'text']);
  return [
    {
      kind: 'changed',
      part: 'note',
      nodeId: null,
      path,
      title: `Note: ${excerpt(after.text)}`,
      before: before.text,
      after: after.text,
      at: ['text'],
    },
  ];
}

function groupChanges(before: FlowGroup | undefined, after: FlowGroup | undefined): Change[] {
  if (!before || !after) return addedOrRemoved('group', before, after, (group) => ({ path: group.id, title: `Group: ${group.title}` }));
  const members = [before, after].map(({ nodes }) => nodes.toSorted(compareText)) as [string[], string[]];
  const change = { kind: 'changed', part: 'group', nodeId: null } as const;
  return [
    ...when(before.title !== after.title, {
      ...change,
      path: formatPath([after.id, 'title']),
      at: ['title'],
      title: `Group ${after.title}: title`,
      before: before.title,
      after: after.title,
    }),
    ...when(!sameJson(...members), {
      ...change,
      path: formatPath([after.id, 'nodes']),
      at: ['nodes'],
      title: `Group ${after.title}: its steps`,
      before: members[0],
      after: members[1],
    }),
  ];
}

function testChanges(before: TestCase | undefined, after: TestCase | undefined): Change[] {
  if (!before || !after) return addedOrRemoved('test', before, after, (test) => ({ path: test.id, title: `Test case ${test.name}` }));
  return differences(before, after).map((difference) => ({
    ...changed('test', { ...difference, path: [after.id, ...difference.path] }),
    title: `Test case ${after.name}: ${pathWords(difference.path)}`,
  }));
}

/** Old and new by name: first what was there, in its order, then what is new. */
function pairs<T>(before: readonly T[], after: readonly T[], nameOf: (entry: T) => string): [T | undefined, T | undefined][] {
  const olds = new Map(before.map((entry) => [nameOf(entry), entry]));
  const news = new Map(after.map((entry) => [nameOf(entry), entry]));
  return [...new Set([...olds.keys(), ...news.keys()])].map((name) => [olds.get(name), news.get(name)]);
}

function addedOrRemoved<T>(
  part: Change['part'],
  before: T | undefined,
  after: T | undefined,
  describe: (entry: T) => { nodeId?: string; path?: string; title: string },
): Change[] {
  const entry = after ?? before;
  if (entry === undefined) return [];
  const { nodeId = null, path = null, title } = describe(entry);
  const kind = after === undefined ? 'removed' : 'added';
  return [{ kind, part, nodeId, path, title, at: [], ...(after === undefined ? { before: entry } : { after: entry }) }];
}

function changed(part: Change['part'], { path, at, before, after, isOrder, behind }: Difference): Omit<Change, 'title'> {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return {
    kind,
    part,
    nodeId: null,
    path: formatPath(path),
    at,
    ...(isOrder && { isOrder }),
    ...(behind !== undefined && { behind }),
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** A field of a node in words. Of a mapping's entry only its name: `config.fields.quantity.value` is "quantity". */
function fieldTitle({ path, isOrder }: Difference): string {
  const [first, ...inner] = path;
  const rest = first === 'config' ? inner : path;
  if (isOrder) return `order of ${pathWords(rest)}`;
  const last = rest.at(-1);
  const isValueOfEntry = rest.length === 3 && (last === 'value' || last === 'expression');
  if (isValueOfEntry && !/^\d+$/.test(rest[1] as string)) return rest[1] as string;
  return pathWords(rest) || 'settings';
}

function when<T>(condition: boolean, value: T): T[] {
  return condition ? [value] : [];
}

function excerpt(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > 60 ? `${line.slice(0, 57)}...` : line || 'empty';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
