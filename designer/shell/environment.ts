import { useMemo } from 'react';
import { create } from 'zustand';
import { useSignedIn } from '../server/session.ts';
import type { Environment } from '../server/shapes.ts';

const storageKey = 'crossdock.environment';

const useChosen = create<{ name: string }>(() => ({ name: localStorage.getItem(storageKey) ?? '' }));

/** The environment the whole page shows: the remembered one, else the first in which one may do anything. */
export function useEnvironment(): Environment {
  const environments = useOwnEnvironments();
  const { name } = useChosen();
  return environmentNamed(environments, name);
}

/** The environments in which one may do anything; without a role in any, all of them. */
export function useOwnEnvironments(): readonly Environment[] {
  const { environments, permissions } = useSignedIn();
  return useMemo(() => {
    const own = environments.filter(({ name }) => (permissions.environments[name] ?? []).length > 0);
    return own.length === 0 ? environments : own;
  }, [environments, permissions]);
}

/** Every page follows; filters and scroll stay. */
export function chooseEnvironment(name: string): void {
  localStorage.setItem(storageKey, name);
  useChosen.setState({ name });
}

/** For the moment in which a session names none. */
const fallback: Environment = { name: 'dev', title: 'dev', class: 'dev', position: 0 };

export function environmentNamed(environments: readonly Environment[], name: string): Environment {
  return environments.find((environment) => environment.name === name) ?? environments[0] ?? fallback;
}
