import type { Services } from './services.ts';

/** Throws NO_SUCH_ENVIRONMENT, naming those there are. */
export function requireEnvironment(services: Pick<Services, 'environments'>, env: string): void {
  services.environments.require(env);
}
