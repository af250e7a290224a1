import { describe, expect, it } from 'vitest';
import { type Silence, verdictOn } from './verdict.ts';

const silence = (more: Partial<Silence>): Silence => ({
  waitedMs: 300,
  timeoutMs: 5_000,
  patienceMs: 250,
  begun: 1,
  othersWait: true,
  mayGoApart: true,
  isSuspects: false,
  ...more,
});

describe('a process that does not answer', () => {
  it.each([
    ['is left alone while nobody waits for it', { othersWait: false }, 'wait'],
    ['is left alone within the patience', { waitedMs: 249 }, 'wait'],
    ['keeps the call it hangs on for itself, so that the others go on elsewhere', {}, 'apart'],
    ['is ended when it is not known which call it hangs on', { begun: 2 }, 'divide'],
    ['is ended when too many have gone apart already', { mayGoApart: false }, 'later'],
    ['goes on among the suspects when too many have gone apart already', { mayGoApart: false, isSuspects: true }, 'wait'],
    ['is stopped at the limit of its call', { waitedMs: 5_000, othersWait: false }, 'stop'],
    [
      'is no verdict on a call at the limit while it is not known which one runs',
      { waitedMs: 5_000, begun: 3, othersWait: false },
      'divide',
    ],
    ['is stopped at a limit below the patience', { waitedMs: 100, timeoutMs: 100 }, 'stop'],
  ] as const)('%s', (_, more, verdict) => {
    expect(verdictOn(silence(more))).toBe(verdict);
  });
});
