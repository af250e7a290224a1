import type { PersonAccount } from '../server/access-shapes.ts';
import { accountLooks } from './account-words.ts';
import { grantSentences } from './grants/grant-words.ts';

/** Accounts in which every word is found: in the name, the login, the address, the state, or what they may do. */
export function findPeople(people: readonly PersonAccount[], text: string, order: readonly string[]): readonly PersonAccount[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return people;
  return people.filter((person) => {
    const { name, login, email, state, grants } = person;
    const said = [name, login, email, accountLooks[state].word, ...grantSentences(grants, order)].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
