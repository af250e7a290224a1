import { expect, test } from 'vitest';
import type { Grant } from '../../server/access-shapes.ts';
import { changeOf, formOf, idFrom, isComplete } from './provider-form.ts';

const viewer: Grant = { role: 'viewer', envs: 'all', channels: 'all' };
const filled = { ...formOf(null), id: 'entra', title: 'Entra ID', issuer: 'https://login.example/v2', clientId: 'crossdock' };

test('a secret that was not typed stays as it was; a new provider without one is a public client', () => {
  expect(changeOf(filled, false)).not.toHaveProperty('clientSecret');
  expect(changeOf(filled, true)).toMatchObject({ clientSecret: null });
  expect(changeOf({ ...filled, clientSecret: 's3cret' }, false)).toMatchObject({ clientSecret: 's3cret' });
});

test('groups that were begun and left are not sent', () => {
  const groups = [
    { group: ' ops ', grants: [viewer] },
    { group: '', grants: [viewer] },
    { group: 'finance', grants: [] },
  ];
  expect(changeOf({ ...filled, groups }, false).groups).toEqual([{ group: 'ops', grants: [viewer] }]);
});

test('the address of the discovery document stands for its issuer', () => {
  expect(changeOf({ ...filled, issuer: 'https://id.example/realms/x/.well-known/openid-configuration' }, false).issuer).toBe(
    'https://id.example/realms/x',
  );
});

test('a short name follows from the title', () => {
  expect(idFrom('Contoso Entra ID')).toBe('contoso-entra-id');
  expect(idFrom('1 & Söhne')).toBe('so-hne');
  expect(isComplete(filled)).toBe(true);
  expect(isComplete(formOf(null))).toBe(false);
});
