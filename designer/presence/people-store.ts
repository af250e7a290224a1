import { useMemo } from 'react';
import { create } from 'zustand';
import { useSignedIn } from '../server/session.ts';
import type { Person } from '../server/shapes.ts';

/** Who has the open flow open, as the server last told. */
export const peopleStore = create<{ readonly flowId: string; readonly people: readonly Person[] }>(() => ({ flowId: '', people: [] }));

/** Everybody else in the open flow. */
export function useOthers(): readonly Person[] {
  const { user } = useSignedIn();
  const people = peopleStore((state) => state.people);
  return useMemo(() => people.filter((person) => person.name !== user.name), [people, user.name]);
}
