import { create } from 'zustand';
import { useSignedIn } from '../server/session.ts';
import type { Environment } from '../server/shapes.ts';

const storageKey = 'crossdock.environment';

const useChosen = create<{ name: string }>(() => ({ name: localStorage.getItem(storageKey) ?? '' }));

/** The environment the whole page shows: the remembered one, else the first. */
export function useEnvironment(): Environment {
  const { environments } = useSignedIn();
  const { name } = useChosen();
  return environmentNamed(environments, name);
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
