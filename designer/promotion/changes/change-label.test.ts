import { expect, test } from 'vitest';
import { changeLabel } from './change-label.ts';

test('a field of a mapping is called by its target', () => {
  expect(
    changeLabel({ path: 'map.config.fields.lines[].sku.value', words: 'Map to order: lines[].sku now line.sku' }, 'Map to order'),
  ).toBe('lines[].sku');
});

test('a setting of a step stands behind the step, unless the part is the step', () => {
  const change = { path: 'erp.onFailure.tries', words: 'ERP create order: tries from 3 to 5' };
  expect(changeLabel(change, 'Flow')).toBe('ERP create order, onFailure.tries');
  expect(changeLabel(change, 'ERP create order')).toBe('onFailure.tries');
});

test('what is no setting of a step keeps its name', () => {
  expect(changeLabel({ path: 'GLV-NIT-L', words: 'GLV-NIT-L added' }, 'sku-to-item')).toBe('GLV-NIT-L');
});

test('a cell of a decision table is called by its row and column', () => {
  const change = { path: 'classify.config.table.rows.1.when.0', words: 'Classify order: table.rows.1.when.0 changed' };
  expect(changeLabel(change, 'Classify order')).toBe('row 2, condition 1');
  expect(changeLabel({ ...change, path: 'classify.config.table.rows.11.then.2' }, 'Classify order')).toBe('row 12, result 3');
});
