import { expect, test } from 'vitest';
import { aFlow } from '../test/a-flow.ts';
import { testCatalog } from '../test/test-catalog.ts';
import { check } from './check.ts';

const found = (config: Record<string, unknown>) => {
  const flow = aFlow().with('in', 'test.trigger').to('class', 'rule.decision-table', { name: 'Classify order', config }).build();
  return check(flow, testCatalog).filter(({ code }) => code === 'EMPTY_TABLE');
};

test('a table without a row is warned of, unless records without a match go on', () => {
  const [problem] = found({});
  expect(problem).toMatchObject({ severity: 'warning', nodeId: 'class', field: 'config.table' });
  expect(problem?.message).toBe('"Classify order" has no rows yet, so that every record fails there.');
  expect(found({ table: { rows: [] }, onNoMatch: 'pass' })).toEqual([]);
  expect(found({ table: { rows: [{ when: [], give: [] }] } })).toEqual([]);
});
