import { describe, expect, test } from 'vitest';
import { readFlow } from './read-flow.ts';

const minimal = { format: 1, id: 'orders', name: 'Orders' };
const node = { id: 'map', type: 'transform.map', name: 'Map' };

describe('reading a flow', () => {
  test('fills in every default', () => {
    const read = readFlow({ ...minimal, nodes: [node] });
    expect(read).toMatchObject({
      ok: true,
      flow: {
        channel: 'General',
        retired: [],
        settings: { answer: { mode: 'accepted' } },
        nodes: [{ onFailure: { retry: { attempts: 5 } } }],
      },
    });
  });

  test('reads text, also with a byte order mark', () => {
    expect(readFlow(`\uFEFF${JSON.stringify(minimal)}`)).toMatchObject({ ok: true, flow: { id: 'orders' } });
  });

  test('keeps all digits of a number that a double cannot hold', () => {
    const text = `{ "format": 1, "id": "o", "name": "O", "nodes": [{ "id": "n", "type": "a.b", "name": "N", "config":
      { "order": 820982911946154508, "price": 19.10, "rate": 0.12345678901234567890, "big": 1e999, "small": 12 } }] }`;
    const read = readFlow(text);
    expect(read.ok && read.flow.nodes[0]?.config).toEqual({
      order: '820982911946154508',
      price: 19.1,
      rate: '0.12345678901234567890',
      big: '1e999',
      small: 12,
    });
  });

  test.each([
    ['a missing comma', '{\n  "format": 1\n  "id": "o"\n}', 'Line 3, column 3: A comma is missing'],
    ['a comma too many', '{ "format": 1, }', 'Line 1, column 14: A comma stands before "}"'],
    ['single quotes', "{ 'format': 1 }", 'Line 1, column 3: A text stands in the wrong quotes'],
    ['a name without quotes', '{ format: 1 }', 'Line 1, column 3: "format" stands where a name in double quotes'],
    ['a comment', '{\n// my flow\n"format": 1 }', 'Line 2, column 1: A comment stands in the document'],
    ['a text that is never closed', '{ "name": "Orders\n}', 'Line 1, column 11: A text is never closed'],
    ['a bracket that is never closed', '{ "nodes": [ 1, 2', 'Line 1, column 12: "[" is never closed'],
    ['a wrong bracket', '{ "nodes": [ 1 } }', 'Line 1, column 16: "}" stands where "]"'],
    ['something behind the end', '{} {}', 'Line 1, column 4: Something follows'],
    ['nothing', '  ', 'Line 1, column 1: The document is empty'],
    ['a tab in a text', '{ "name": "a\tb" }', 'Line 1, column 13: A control character'],
    ['a wrong escape', '{ "name": "C:\\dir" }', 'Line 1, column 14: Unknown escape'],
    ['a missing colon', '{ "name" "x" }', 'Line 1, column 10: A colon is missing'],
    ['an end in the middle', '{ "name":', 'Line 1, column 10: The document ends'],
  ])('says where and why text with %s is not JSON', (_fault, text, message) => {
    expect(readFlow(text)).toEqual({
      ok: false,
      problems: [
        expect.objectContaining({
          code: 'NOT_JSON',
          severity: 'error',
          message: expect.stringContaining(message),
          remedy: expect.stringMatching(/\.$/),
        }),
      ],
    });
  });

  test.each([
    ['a newer format', { ...minimal, format: 2 }, 'FORMAT_TOO_NEW', 'Update this Crossdock'],
    ['no format', { id: 'a', name: 'A' }, 'FORMAT_MISSING', 'Add "format": 1'],
    ['a format that is no number', { ...minimal, format: '1' }, 'FORMAT_UNKNOWN', 'whole numbers'],
    ['a list', [], 'NOT_A_FLOW', 'Give a flow as JSON'],
    ['null', null, 'NOT_A_FLOW', 'Give a flow as JSON'],
    ['a text within text', '"flow"', 'NOT_A_FLOW', 'Give a flow as JSON'],
  ])('refuses %s with a remedy', (_what, input, code, remedy) => {
    expect(readFlow(input)).toMatchObject({ ok: false, problems: [{ code, remedy: expect.stringContaining(remedy) }] });
  });

  test('refuses what is nested without end', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`);
    expect(readFlow({ ...minimal, nodes: [{ ...node, config: { deep } }] })).toMatchObject({ ok: false, problems: [{ code: 'TOO_DEEP' }] });
  });

  const problemsOf = (input: unknown) => {
    const read = readFlow(input);
    return read.ok ? [] : read.problems;
  };

  test('lists every problem with its node, its field and a remedy', () => {
    const problems = problemsOf({
      ...minimal,
      id: 'My Flow',
      owner: 7,
      nodes: [
        { ...node, onFailure: { retry: { attempts: 0 }, scope: 'itm' }, disabled: 'no' },
        { id: 'b', name: 'B' },
      ],
      settings: { capture: 'everything' },
    });
    expect(problems).toEqual([
      expect.objectContaining({
        nodeId: null,
        field: 'id',
        code: 'BAD_TEXT',
        message: '"id" cannot be "My Flow".',
        remedy: 'Use lower-case letters, digits and dashes, at most 80.',
      }),
      expect.objectContaining({ field: 'owner', code: 'WRONG_TYPE', message: '"owner" must be a text, but is 7.' }),
      expect.objectContaining({ field: 'settings.capture', code: 'UNKNOWN_VALUE', remedy: 'Use one of: all, errors, none.' }),
      expect.objectContaining({
        nodeId: 'map',
        field: 'disabled',
        message: '"nodes.0.disabled" (step "Map") must be true or false, but is "no".',
      }),
      expect.objectContaining({ nodeId: 'map', field: 'onFailure.retry.attempts', code: 'OUT_OF_RANGE', remedy: 'Use at least 1.' }),
      expect.objectContaining({ nodeId: 'map', field: 'onFailure.scope', remedy: 'Did you mean "item"? Possible: item, group, run.' }),
      expect.objectContaining({
        nodeId: 'b',
        field: 'type',
        code: 'MISSING_FIELD',
        message: '"nodes.1.type" (step "B") is missing.',
        remedy: 'Add it as a text.',
      }),
    ]);
  });

  test('names each unknown field and what was probably meant', () => {
    expect(problemsOf({ ...minimal, purpse: 'x', colour: 1, nodes: [{ ...node, postion: { x: 1, y: 1 } }] })).toEqual([
      expect.objectContaining({
        nodeId: 'map',
        field: 'postion',
        code: 'UNKNOWN_FIELD',
        remedy: 'Did you mean "position"? Rename or remove it.',
      }),
      expect.objectContaining({ nodeId: null, field: 'purpse', remedy: 'Did you mean "purpose"? Rename or remove it.' }),
      expect.objectContaining({ field: 'colour', remedy: expect.stringContaining('Remove it. Known here: format, id, name') }),
    ]);
  });

  test('refuses ids that stand twice, and a step with the id of one that was removed', () => {
    const problems = problemsOf({ ...minimal, nodes: [node, node, { ...node, id: 'old' }], retired: ['old'] });
    expect(problems.map(({ code, nodeId }) => ({ code, nodeId }))).toEqual([
      { code: 'DUPLICATE_ID', nodeId: 'map' },
      { code: 'RETIRED_ID', nodeId: 'old' },
    ]);
  });
});
