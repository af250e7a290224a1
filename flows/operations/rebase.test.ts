import { describe, expect, test } from 'vitest';
import { nodeSchema } from '../document/flow.ts';
import { touches } from './operation.ts';
import { rebase } from './rebase.ts';
import type { Operation } from './vocabulary.ts';

const setUrl: Operation = { op: 'set-config', node: 'map', path: 'url', value: 'a' };
const edge = { from: { node: 'map', port: 'out' }, to: { node: 'send', port: 'in' } };

describe('edits on an older revision', () => {
  test.each<[string, Operation, Operation]>([
    ['another field of the same step', setUrl, { op: 'set-config', node: 'map', path: 'method', value: 'PUT' }],
    ['a field whose name only begins alike', setUrl, { op: 'set-config', node: 'map', path: 'urls', value: 1 }],
    ['the name of the same step', setUrl, { op: 'rename-node', node: 'map', name: 'x' }],
    ['a step whose id begins alike', { op: 'remove-node', node: 'map' }, { op: 'rename-node', node: 'map-2', name: 'x' }],
    ['a new edge at the same step', setUrl, { op: 'add-edge', edge }],
    ['another edge of the same step', { op: 'add-edge', edge }, { op: 'remove-edge', edge: { ...edge, to: { node: 'log', port: 'in' } } }],
    [
      'another list entry',
      { op: 'set-config', node: 'map', path: 'fields.0.to', value: 1 },
      { op: 'set-config', node: 'map', path: 'fields.1.to', value: 1 },
    ],
  ])('merge with a change of %s', (_what, mine, theirs) => {
    expect(rebase([mine], [theirs])).toEqual({ merged: [mine] });
  });

  test.each<[string, Operation, Operation]>([
    ['the same field', setUrl, { ...setUrl, value: 'b' }],
    ['the whole configuration', setUrl, { op: 'replace-config', node: 'map', config: {} }],
    ['the removal of the step', setUrl, { op: 'remove-node', node: 'map' }],
    ["the removal of an edge's end", { op: 'add-edge', edge }, { op: 'remove-node', node: 'send' }],
    [
      'a removed list entry, which moves the others',
      { op: 'set-config', node: 'map', path: 'fields.1.to', value: 1 },
      { op: 'set-config', node: 'map', path: 'fields.0' },
    ],
    ['another step with the same id', addition('A'), addition('B')],
    ['the same setting', { op: 'set-settings', path: 'answer.mode', value: 'accepted' }, { op: 'set-settings', path: 'answer' }],
    [
      'one of a batch',
      { op: 'batch', title: 'Two', operations: [{ op: 'rename-node', node: 'x', name: 'x' }, setUrl as never] },
      { ...setUrl, value: 'b' },
    ],
  ])('conflict with a change of %s', (_what, mine, theirs) => {
    expect(rebase([mine], [theirs])).toEqual({ conflicts: [{ mine, theirs, fields: expect.arrayContaining([expect.any(String)]) }] });
  });

  test('an edit that somebody else made just the same is left out', () => {
    expect(rebase([setUrl], [{ ...setUrl }])).toEqual({ merged: [] });
  });

  test('a conflict names the fields', () => {
    expect(rebase([setUrl], [{ ...setUrl, value: 'b' }])).toMatchObject({ conflicts: [{ fields: ['node:map/config.url'] }] });
  });
});

test('the keys of what an operation touches are stable', () => {
  expect(touches({ op: 'set-config', node: 'map', path: 'fields.0.target', value: 1 })).toEqual(['node:map/config.fields.0.target']);
  expect(touches({ op: 'set-config', node: 'map', path: 'fields.0' })).toEqual(['node:map/config.fields']);
  expect(touches({ op: 'set-flow', change: { name: 'x', unit: 'y' } })).toEqual(['flow/name', 'flow/unit']);
  expect(touches({ op: 'add-edge', edge })).toEqual(['node:map/edges.map\\.out>send\\.in', 'node:send/edges.map\\.out>send\\.in']);
});

function addition(name: string): Operation {
  return { op: 'add-node', node: nodeSchema.parse({ id: 'new', type: 'test.map', name }) };
}
