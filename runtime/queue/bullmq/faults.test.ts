import { expect, it } from 'vitest';
import { faultOf } from './faults.ts';

it.each([
  ['connect ECONNREFUSED 127.0.0.1:6379', 'away'],
  ['getaddrinfo ENOTFOUND redis', 'away'],
  ['Connection is closed.', 'away'],
  ["Socket timeout. Expecting data, but didn't receive any in 5000ms.", 'away'],
  ['Reached the max retries per request limit (which is 0). Refer to "maxRetriesPerRequest" option for details.', 'away'],
  ["Stream isn't writeable and enableOfflineQueue options is false", 'away'],
  ['Missing lock for job r_1-1. moveToFinished', 'forgotten'],
  ['Missing key for job r_1-1. moveToFinished', 'forgotten'],
  ['could not renew lock for job r_1-1', 'forgotten'],
  ["OOM command not allowed when used memory > 'maxmemory'.", 'refused'],
  ["READONLY You can't write against a read only replica.", 'refused'],
  ["Cannot read properties of undefined (reading 'x')", 'refused'],
])('%s: %s', (message, fault) => {
  expect(faultOf(new Error(message))).toBe(fault);
});
