import { expect, test } from 'vitest';
import type { LedgerRow } from '../server/shapes.ts';
import { ledgerFacts, ledgerLook } from './ledger-words.ts';

const row = (more: Partial<LedgerRow>): LedgerRow => ({
  nodeId: 'erp',
  name: 'Create order',
  itemId: '0',
  businessKey: null,
  kind: 'effect',
  connection: 'erp',
  key: 'cd-1',
  generation: 0,
  state: 'confirmed',
  hold: null,
  attempts: 1,
  firstSentAt: null,
  settledAt: null,
  nextTryAt: null,
  requestHash: 'ab',
  answerStatus: 201,
  seenBefore: false,
  closedBy: null,
  undo: null,
  batch: null,
  error: null,
  next: 'skipped, its answer is kept',
  ...more,
});

test('an unsettled call says what holds it', () => {
  expect(ledgerLook(row({ state: 'pending', hold: 'parked' })).word).toBe('Parked');
  expect(ledgerLook(row({ state: 'pending', hold: 'retry' })).word).toBe('Retrying');
  expect(ledgerLook(row({ state: 'pending' })).word).toBe('Pending');
});

test('a call that certainly had no effect is told from one that nobody knows of', () => {
  expect([ledgerLook(row({ state: 'failed' })).word, ledgerLook(row({ state: 'unknown' })).word]).toEqual(['No effect', 'Unknown']);
  expect(ledgerLook(row({ state: 'failed', kind: 'read' })).word).toBe('Not read');
});

test('the facts name only what is not plain', () => {
  expect(ledgerFacts(row({}))).toBe('1 try, HTTP 201');
  expect(ledgerFacts(row({ attempts: 2, seenBefore: true, generation: 1, batch: { at: 3, of: 20 } }))).toBe(
    '2 tries, HTTP 201, known there already, 3 of 20 in its batch, key number 2',
  );
  expect(ledgerFacts(row({ attempts: 0, answerStatus: null, closedBy: 'Ada' }))).toBe('treated as done by Ada');
});
