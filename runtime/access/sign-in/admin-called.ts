import { Refusal } from '../../api/refusal.ts';
import { adminOfAll, isAdminOfAll } from '../grants.ts';
import type { PeopleBook } from '../people/people-book.ts';
import type { Person } from '../people/person.ts';

/**
 * The admin of this name, made where there is none. Whoever has such a link runs the installation, so an account of the name that was disabled or restricted does
 * not stand in the way: the admin gets a login beside it.
 */
export async function adminCalled(name: string, people: Pick<PeopleBook, 'findByLogin' | 'create'>): Promise<Person> {
  const wanted = loginOf(name);
  for (let i = 1; ; ) {
    const login = i === 1 ? wanted : `${wanted}-${i}`;
    const known = await people.findByLogin(login);
    if (known?.kind === 'person' && known.state !== 'disabled' && known.sso === null && isAdminOfAll(known.grants)) return known;
    if (known) {
      i += 1;
      continue;
    }
    try {
      return await people.create({ login, name, kind: 'person', grants: [adminOfAll], state: 'active' }, name);
    } catch (error) {
      // Somebody made it in between; look again.
      if (!(error instanceof Refusal) || error.code !== 'LOGIN_TAKEN') throw error;
    }
  }
}

/** `Mara Lind` signs in as `mara.lind`. */
function loginOf(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? [];
  return words.join('.').slice(0, 60) || 'admin';
}
