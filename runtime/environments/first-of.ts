import type { Environment } from './environment.ts';
import type { EnvironmentBook } from './environment-book.ts';

/** Where things go that nobody named a place for: drafts that are tried out, the demo. The first of the class dev, else the first. */
export function firstOf(environments: Pick<EnvironmentBook, 'list'>): Environment {
  const list = environments.list();
  return list.find((environment) => environment.class === 'dev') ?? (list[0] as Environment);
}
