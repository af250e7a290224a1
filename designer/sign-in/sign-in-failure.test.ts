import { expect, test } from 'vitest';
import { ApiFailure } from '../server/api-failure.ts';
import { signInMessage, waitOf } from './sign-in-failure.ts';

const refused = (status: number, code: string, message = '') => new ApiFailure({ status, code, message });

test('a wrong password says neither whether the login exists, nor a code', () => {
  expect(signInMessage(refused(401, 'WRONG_PASSWORD'))).toMatchObject({ lead: 'Login or password is wrong.', code: null });
});

test('what single sign-on came back with is told with its code', () => {
  expect(signInMessage('NO_GROUP')).toMatchObject({ lead: 'You are in no group that may use Crossdock.' });
  expect(signInMessage('SSO_FAILED')).toMatchObject({ lead: 'Signing in there did not work out.', code: 'SSO_FAILED' });
});

test('anything else is told in the words of the server', () => {
  expect(signInMessage(refused(0, 'UNREACHABLE', 'The server cannot be reached.'))).toMatchObject({
    lead: 'Not signed in.',
    text: 'The server cannot be reached.',
  });
});

test('after too many tries the seconds to wait are known', () => {
  expect(waitOf(refused(429, 'TOO_MANY_ATTEMPTS', 'Too many failed attempts. Try again in 297 seconds.'))).toBe(297);
  expect(waitOf(refused(401, 'WRONG_PASSWORD', 'wrong'))).toBe(0);
  expect(waitOf(null)).toBe(0);
});
