import { expect, test } from 'vitest';
import { blankConnection, bodyOf, type ConnectionForm, errorsFromServer, errorsOf } from './connection-form.ts';

const aForm = (more: Partial<ConnectionForm> = {}): ConnectionForm => ({
  ...blankConnection,
  name: 'erp-main',
  address: 'https://erp.example.com',
  ...more,
});

test('only the fields of the chosen authentication are sent, and an empty secret never', () => {
  expect(bodyOf(aForm({ kind: 'basic', user: 'u', header: 'x-old', secret: '' })).auth).toEqual({ kind: 'basic', user: 'u' });
  expect(bodyOf(aForm({ kind: 'header', secret: 's' })).auth).toEqual({ kind: 'header', header: 'x-api-key', secret: 's' });
  expect(bodyOf(aForm({ kind: 'none', secret: 'left over' })).auth).toEqual({ kind: 'none' });
});

test('a wrong field says how it should be', () => {
  expect(errorsOf(aForm(), [])).toEqual({});
  expect(Object.keys(errorsOf(aForm({ name: 'ERP main', address: 'erp', concurrency: 0, timeoutSeconds: 0 }), []))).toEqual([
    'name',
    'address',
    'concurrency',
    'timeoutSeconds',
  ]);
  expect(errorsOf(aForm(), ['erp-main']).name).toContain('already');
  expect(errorsOf(aForm(), null).name).toBeUndefined();
});

test('an error of the server goes to its field, one that belongs to none is left for the note', () => {
  expect(
    errorsFromServer([
      { path: 'auth.user', message: 'too long' },
      { path: 'body', message: 'x' },
    ]),
  ).toEqual({ user: 'too long' });
});
