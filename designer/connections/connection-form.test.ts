import { expect, test } from 'vitest';
import type { Connection } from '../server/shapes.ts';
import type { CredentialKind } from './auth-fields.ts';
import { blankConnection, bodyOf, type ConnectionForm, changesIn, errorsFromServer, errorsOf, formOf } from './connection-form.ts';

const secret = { type: 'string', title: 'Password', writeOnly: true, control: 'secret' };
const basic: CredentialKind = {
  kind: 'basic',
  title: 'User and password',
  summary: '',
  schemes: ['http', 'https'],
  canConnect: false,
  schema: {
    properties: {
      kind: { const: 'basic' },
      user: { type: 'string', title: 'User', pattern: '^[a-z]+$' },
      realm: { title: 'Realm' },
      secret,
    },
    required: ['kind', 'user', 'secret'],
  },
};
const none: CredentialKind = { ...basic, kind: 'none', schema: { properties: { kind: { const: 'none' } } } };
const webhook: CredentialKind = { ...basic, kind: 'webhook-secret', schema: { properties: { secret }, required: ['secret'] } };
const policy = {
  concurrency: 10,
  timeoutSeconds: 30,
  rate: null,
  retryBudget: { ratio: 0.2, minPerMinute: 30 },
  breaker: null,
  network: 'public' as const,
  maintenance: [],
};
const stored = { isSet: true, setAt: null, setBy: null, from: null, expiresAt: '2027-01-31T23:59:59.000Z' };
const saved = {
  name: 'erp-main',
  env: 'dev',
  system: 'erp',
  address: 'https://erp.example.com',
  auth: { kind: 'basic', user: 'crossdock', hasSecret: true, secrets: { secret: stored } },
  policy,
  updatedAt: '2026-11-21T00:00:00Z',
} as unknown as Connection;

const aForm = (more: Partial<ConnectionForm> = {}): ConnectionForm => ({
  ...blankConnection,
  name: 'erp-main',
  address: 'https://erp.example.com',
  ...more,
});
const typed = (value: string, until = '') => ({ secret: { mode: 'value' as const, value, place: '', until } });
const authOf = (form: ConnectionForm, kind: CredentialKind, opened: Connection | null = null) => bodyOf(form, kind, opened).auth;

test('only the fields of the chosen kind are sent, and a stored secret never', () => {
  const fields = { user: ' u ', realm: '', left: 'over' };
  expect(authOf(aForm({ kind: 'basic', fields, secrets: typed('s') }), basic)).toEqual({ kind: 'basic', user: 'u', secret: 's' });
  expect(authOf(aForm({ fields, secrets: typed('s') }), none)).toEqual({ kind: 'none' });
  expect(authOf(formOf(saved), basic, saved)).toEqual({ kind: 'basic', user: 'crossdock' });
});

test('a secret is sent with its last day, or as the place where it lies; another last day alone prolongs the stored one', () => {
  const form = formOf(saved);
  expect(authOf({ ...form, secrets: typed('new', '2027-12-31') }, basic, saved)).toMatchObject({
    secret: { value: 'new', expiresAt: '2027-12-31T23:59:59Z' },
  });
  const place = { secret: { mode: 'place' as const, value: 'left over', place: 'env:ERP', until: '' } };
  expect(authOf({ ...form, secrets: place }, basic, saved)).toMatchObject({ secret: { from: 'env:ERP' } });
  const kept = { ...form.secrets.secret, until: '2028-01-31' } as NonNullable<ConnectionForm['secrets'][string]>;
  expect(authOf({ ...form, secrets: { secret: kept } }, basic, saved)).toMatchObject({ secret: { expiresAt: '2028-01-31T23:59:59Z' } });
});

test('another host, port or scheme wants the stored secret again; another path does not', () => {
  const given = { known: null, kind: basic, opened: saved };
  const form = formOf(saved);
  for (const address of ['https://evil.example.com', 'https://erp.example.com:8443', 'http://erp.example.com']) {
    expect(errorsOf({ ...form, address }, given)['auth.secret']).toContain(address);
    expect(errorsOf({ ...form, address, secrets: typed('again') }, given)).toEqual({});
  }
  expect(errorsOf({ ...form, address: 'https://ERP.example.com/v2/' }, given)).toEqual({});
});

test('a replaced webhook secret leaves the one before it valid, unless that is switched off', () => {
  const shop = { ...saved, auth: { ...saved.auth, kind: 'webhook-secret' } } as Connection;
  const form = { ...formOf(shop), secrets: typed('two') };
  expect(authOf(form, webhook, shop)).toEqual({ kind: 'webhook-secret', secret: 'two', isRotation: true });
  expect(authOf({ ...form, isRotation: false }, webhook, shop)).toEqual({ kind: 'webhook-secret', secret: 'two' });
  expect(authOf(formOf(shop), webhook, shop)).toEqual({ kind: 'webhook-secret' });
});

test('a wrong field says how it should be', () => {
  const known = { known: [], kind: none, opened: null };
  expect(errorsOf(aForm(), known)).toEqual({});
  expect(Object.keys(errorsOf(aForm({ name: 'ERP main', address: 'erp', concurrency: 0, timeoutSeconds: 0 }), known))).toEqual([
    'name',
    'address',
    'concurrency',
    'timeoutSeconds',
  ]);
  expect(errorsOf(aForm(), { ...known, known: ['erp-main'] }).name).toContain('already');
  expect(errorsOf(aForm({ kind: 'basic', fields: { user: 'U 1' } }), { ...known, kind: basic })).toEqual({
    'auth.user': 'User holds characters that it cannot have.',
    'auth.secret': 'Password is missing.',
  });
  expect(errorsOf(formOf(saved), { known: null, kind: basic, opened: saved })).toEqual({});
  expect(errorsOf(aForm({ address: 'https://files.example' }), { ...known, kind: { ...none, schemes: ['sftp'] } }).address).toContain(
    'sftp://',
  );
});

test('a rate and a breaker that are switched off are sent as none', () => {
  expect(bodyOf(aForm(), none, null).policy).toEqual({ ...policy, breaker: { failures: 10, windowSeconds: 30, openSeconds: 15 } });
  const limited = { hasRate: true, rateCount: 40, ratePerSeconds: 60, rateBurst: 5, hasBreaker: false };
  expect(bodyOf(aForm(limited), none, null).policy).toMatchObject({ rate: { count: 40, perSeconds: 60, burst: 5 }, breaker: null });
});

test('what is switched off is not checked', () => {
  const wrong = { rateCount: 0, rateBurst: 2, breakerFailures: 0 };
  const known = { known: [], kind: none, opened: null };
  expect(errorsOf(aForm({ ...wrong, hasBreaker: false }), known)).toEqual({});
  expect(Object.keys(errorsOf(aForm({ ...wrong, hasRate: true }), known))).toEqual(['rateCount', 'rateBurst', 'breakerFailures']);
});

test('an error of the server goes to its field, one that belongs to none is left for the note', () => {
  expect(
    errorsFromServer([
      { path: 'body.auth.user', message: 'too long' },
      { path: 'body.policy.rate.burst', message: 'too many' },
      { path: 'body.policy.maintenance[0].days', message: 'name at least one day' },
      { path: 'body.policy.concurrency', message: 'too few' },
      { path: 'body', message: 'x' },
    ]),
  ).toEqual({ 'auth.user': 'Too long', rateBurst: 'Too many', 'maintenance.0.days': 'Name at least one day', concurrency: 'Too few' });
});

test('changes are counted by the parts of the form', () => {
  const form = formOf(saved);
  expect(changesIn(form, form)).toBe(0);
  expect(changesIn({ ...form, address: 'https://x', hasRate: true, rateCount: 3, secrets: typed('n') }, form)).toBe(3);
});
