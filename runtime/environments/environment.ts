/** Where flows run: with connections, variables, lookups, deployments and data of its own. */
export type Environment = {
  /** Part of its intake address; never changes. */
  readonly name: string;
  /** As people call it: `Production`. */
  readonly title: string;
  /** How dangerous it looks and what it asks for. */
  readonly class: 'dev' | 'test' | 'prod';
  /** From 0; flows are promoted from one to the next. */
  readonly position: number;
  readonly retention: Retention;
  readonly limits: Limits;
  /** Lanes with a limit of their own here, beside what their flows ask for. */
  readonly lanes: readonly { readonly lane: string; readonly concurrency: number }[];
};

/** The longest that data is kept here, in days; a flow may ask for less. Open exceptions and runs that wait stay. */
export type Retention = {
  /** Ended runs. */
  readonly runDays: number;
  /** Of these the messages and what was captured of their steps; at most `runDays`. */
  readonly payloadDays: number;
};

export type Limits = {
  /** Waiting runs of all flows together, before intake answers 429; null: only the flows' own limits count. */
  readonly backlog: number | null;
  /** Runs of all lanes together that each worker executes at once; null: only the lanes' own limits count. */
  readonly concurrency: number | null;
};

/** What can be said of an environment; its name and place among the others apart. */
export type EnvironmentSettings = Omit<Environment, 'name' | 'position'>;

const unlimited: Limits = { backlog: null, concurrency: null };

/** Of a new installation. */
export const defaultEnvironments: readonly Environment[] = [
  { name: 'dev', title: 'Development', class: 'dev', retention: { runDays: 30, payloadDays: 30 } },
  { name: 'test', title: 'Test', class: 'test', retention: { runDays: 90, payloadDays: 30 } },
  { name: 'prod', title: 'Production', class: 'prod', retention: { runDays: 400, payloadDays: 90 } },
].map((environment, position) => ({ ...environment, position, limits: unlimited, lanes: [] }) as Environment);
