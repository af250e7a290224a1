import { expect, test } from 'vitest';
import { policyOf } from '../../connections/connection-policy.ts';
import { secretHider } from './hide-secrets.ts';

const policy = policyOf({});
const connection = { env: 'dev', name: 'erp', system: 'erp', address: 'http://erp', policy };

test('a token that the other side repeats is not shown', () => {
  const hide = secretHider({ ...connection, auth: { kind: 'bearer', secret: 'tok-12345678' } });
  expect(hide('{"error":"Invalid key tok-12345678 (tok-12345678)"}')).toBe(
    '{"error":"Invalid key [secret of the connection] ([secret of the connection])"}',
  );
  expect(hide('{"ok":true}')).toBe('{"ok":true}');
});

test('nor is a password in the form it was sent in', () => {
  const hide = secretHider({ ...connection, auth: { kind: 'basic', user: 'crossdock', secret: 'hunter2hunter2' } });
  expect(hide(`Basic ${Buffer.from('crossdock:hunter2hunter2').toString('base64')}`)).toBe('Basic [secret of the connection]');
});

test('a secret as short as a word hides no words', () => {
  expect(secretHider({ ...connection, auth: { kind: 'bearer', secret: 'a' } })('banana')).toBe('banana');
});
