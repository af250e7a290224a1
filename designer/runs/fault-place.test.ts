import { expect, test } from 'vitest';
import { faultPlace, fixPath } from './fault-place.ts';

test('an error of an expression names its field as the form does', () => {
  const error = { code: 'EXPRESSION_FAILED', message: 'no', details: { path: 'fields[3].value', expression: 'item.a.b' } };
  expect(faultPlace(error)).toEqual({ field: 'fields.3.value', expression: 'item.a.b' });
  expect(faultPlace({ code: 'CODE_FAILED', message: 'no', details: { path: 'code' } })).toEqual({ field: 'code', expression: null });
});

test('an error of another system has no place in the settings', () => {
  expect([faultPlace(null), faultPlace({ code: 'X', message: 'no' }), faultPlace({ code: 'X', message: 'no', details: ['a'] })]).toEqual([
    null,
    null,
    null,
  ]);
});

test('the way to the draft carries run, step, item and field', () => {
  expect(fixPath({ flowId: 'f', runId: 'r1', nodeId: 'n', itemId: '0~a.out', field: 'url' })).toBe(
    '/flows/f?fix=r1&step=n&item=0%7Ea.out&field=url',
  );
});
