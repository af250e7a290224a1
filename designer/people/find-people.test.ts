import { describe, expect, test } from 'vitest';
import type { PersonAccount } from '../server/access-shapes.ts';
import { findPeople } from './find-people.ts';

const person = (name: string, grants: PersonAccount['grants'], more: Partial<PersonAccount> = {}) =>
  ({ id: name, kind: 'person', name, login: name.toLowerCase(), email: null, state: 'active', grants, ...more }) as PersonAccount;
const people = [
  person('Ana', [{ role: 'analyst', envs: 'all', channels: ['Amazon'] }]),
  person('Jorge', [{ role: 'approver', envs: ['prod'], channels: 'all' }]),
  person('Pauline', [{ role: 'approver', envs: ['test'], channels: 'all' }], { state: 'invited', email: 'p.nadeau@northpeak.example' }),
];
const found = (text: string) => findPeople(people, text, ['dev', 'test', 'prod']).map(({ name }) => name);

describe('people are found', () => {
  test('by name, address and state', () => {
    expect(found('ANA')).toEqual(['Ana']);
    expect(found('nadeau@')).toEqual(['Pauline']);
    expect(found('invited')).toEqual(['Pauline']);
  });

  test('by what they may do and where: every word has to be said', () => {
    expect(found('approver')).toEqual(['Jorge', 'Pauline']);
    expect(found('approver prod')).toEqual(['Jorge']);
    expect(found('amazon')).toEqual(['Ana']);
    expect(found('approver amazon')).toEqual([]);
  });

  test('all of them where nothing is asked', () => {
    expect(found('  ')).toHaveLength(3);
  });
});
