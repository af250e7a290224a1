import { expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { check } from './check.ts';

const schema = {
  type: 'object',
  required: ['number', 'lines'],
  properties: {
    number: { type: 'string' },
    lines: { type: 'array', items: { type: 'object', required: ['sku'], properties: { sku: { type: 'string' } } } },
  },
};
const problems = (config: Record<string, unknown>) => {
  const flow = aFlow().with('in', 'test.trigger').to('map', 'transform.map', { name: 'Map to order', config }).build();
  const contractSchema = (name: string) => (name === 'order@1' ? schema : undefined);
  return check(flow, testCatalog, { contractSchema }).filter(({ code }) => code === 'REQUIRED_NOT_MAPPED');
};

test('a mapping that leaves required fields of its contract open is warned of, by name', () => {
  expect(problems({ contract: 'order@1', fields: [] })).toEqual([
    {
      severity: 'warning',
      code: 'REQUIRED_NOT_MAPPED',
      nodeId: 'map',
      field: 'config.fields',
      message: '"Map to order" leaves 2 fields open that order@1 requires: "number" and "lines[].sku". Its results will be refused.',
      remedy: 'Open the mapper and map them, or give them a constant.',
    },
  ]);
});

test('one open field is told as one', () => {
  const [problem] = problems({ contract: 'order@1', fields: [{ target: 'lines', value: '{{ item.lines }}' }] });
  expect(problem?.message).toBe('"Map to order" does not fill "number", which order@1 requires. Its results will be refused.');
});

test('a mapping without a contract, with one that nobody knows, or that keeps the source is not judged', () => {
  expect(problems({ fields: [] })).toEqual([]);
  expect(problems({ contract: 'order@2', fields: [] })).toEqual([]);
  expect(problems({ contract: 'order@1', keep: 'all', fields: [] })).toEqual([]);
});
