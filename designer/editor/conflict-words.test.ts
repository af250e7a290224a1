import { flowSchema } from '@crossdock/flows/document/flow';
import { catalogOf } from '@crossdock/flows/graph/catalog';
import { describe as descriptorOf } from '@crossdock/nodes/contract/descriptor';
import { definitionOf } from '@crossdock/nodes/registry';
import { expect, test } from 'vitest';
import { linesOf, placeOf } from './conflict-words.ts';
import { settingFields } from './setting-fields.ts';

test('a conflict is named as the form names its field', () => {
  const http = definitionOf('connector.http', 1);
  if (!http) throw new Error('no HTTP request in the registry');
  const flow = flowSchema.parse({ format: 1, id: 'f', name: 'F', nodes: [{ id: 'send', type: 'connector.http', name: 'Send order' }] });
  const at = (...path: string[]) =>
    placeOf(flow, { path, before: 1, mine: 2, theirs: 3 }, catalogOf([descriptorOf(http)]), settingFields).title;
  expect(at('nodes', 'send', 'config', 'keyHours')).toBe('Send order: Key is honoured for');
  expect(at('nodes', 'send', 'config', 'body', 'value')).toBe('Send order: Body, Value');
  expect(at('nodes', 'send', 'name')).toBe('Send order: Name');
  expect(at('nodes', 'send')).toBe('Send order: the whole step');
  expect(at('settings', 'orderingKey')).toBe('Ordering key');
});

test('values read as their fields show them', () => {
  const field = (key: string) =>
    settingFields.flatMap(({ control }) => (control.kind === 'group' ? control.fields : [])).find((each) => each.key === key);
  expect(linesOf(25, 90, field('deadlineSeconds'))).toEqual([{ text: '25 s', isOwn: true }]);
  expect(linesOf('accepted', 'when-finished', field('mode'))).toEqual([{ text: 'at once', isOwn: true }]);
  expect(linesOf(true, false)).toEqual([{ text: 'Yes', isOwn: true }]);
});

test('the lines that only one side has are marked', () => {
  expect(linesOf({ a: 1, b: 2 }, { a: 1, b: 3 }).filter((line) => line.isOwn)).toEqual([{ text: '  "b": 2', isOwn: true }]);
  expect(linesOf(undefined, 'x')).toEqual([{ text: 'deleted', isOwn: true }]);
});
