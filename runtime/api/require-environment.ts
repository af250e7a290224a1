import { Refusal } from './refusal.ts';
import type { Services } from './services.ts';

/** Throws NO_SUCH_ENVIRONMENT, naming those there are. */
export function requireEnvironment(services: Pick<Services, 'environments'>, env: string): void {
  if (services.environments.some((known) => known.name === env)) return;
  const names = services.environments.map((known) => known.name).join(', ');
  throw new Refusal('NO_SUCH_ENVIRONMENT', `There is no environment "${env}".`, [{ path: 'env', message: `use one of: ${names}` }]);
}
