import { AsyncLocalStorage } from 'node:async_hooks';

/** Who asked for what is being done, for the audit: known from the first line of a handler to the last write that follows from it. */
export type Caller = {
  /** The account; null for the API token and the commands on this machine. */
  readonly id: string | null;
  readonly name: string;
  readonly kind: 'person' | 'service' | 'installation';
  /** The network address the request came from. */
  readonly address: string;
  readonly requestId: string;
  /** The environment the request is about. Left out: none. */
  readonly env?: string | undefined;
};

const current = new AsyncLocalStorage<Caller>();

/** Runs `doing` with the caller known to everything that it calls and awaits. */
export const asCaller = <T>(caller: Caller, doing: () => T): T => current.run(caller, doing);

/** null where nobody asked: schedules, upkeep, the start. */
export const caller = (): Caller | null => current.getStore() ?? null;
