import type { Environment, EnvironmentSettings } from './environment.ts';

/** What is left of it are ended runs; they go by their retention. */
export type RemovedEnvironment = Pick<Environment, 'name' | 'retention'>;

/** The environments of the installation, in the order in which flows are promoted. Asked of memory; every change is stored before it counts. */
export type EnvironmentBook = {
  list(): readonly Environment[];
  get(name: string): Environment | null;
  /** Throws NO_SUCH_ENVIRONMENT, which names those there are. `path` says which field named it. */
  require(name: string, path?: string): Environment;
  /** Those that were removed, as long as runs of theirs may be kept. */
  removed(): readonly Pick<Environment, 'name' | 'retention'>[];
  removed(): readonly RemovedEnvironment[];
  /** The one behind it; null: it is the last, or there is none of this name. */
  next(name: string): Environment | null;
  /** Makes it, behind the last of its class, or changes it. */
  put(name: string, settings: EnvironmentSettings, by: string): Promise<Environment>;
  /** All names in their new order. Throws ENVIRONMENT_ORDER when one is missing, unknown or named twice. */
  order(names: readonly string[], by: string): Promise<readonly Environment[]>;
  /** Throws NO_SUCH_ENVIRONMENT, ENVIRONMENT_IN_USE, which says what is in the way. */
  remove(name: string, by: string): Promise<void>;
  /** Called after each change. Returns the way to stop. */
  onChange(listener: () => void): () => void;
  /** Takes over what other processes changed. */
  reload(): Promise<void>;
};
