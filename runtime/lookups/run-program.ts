import type { Limits, Program, Sandbox, Text } from '../sandbox/sandbox.ts';
import type { LookupPins, LookupTables } from './lookup-tables.ts';

/** What it takes to execute a compiled flow: the sandbox, and the tables it may look things up in. */
export type ProgramRunner = { readonly sandbox: Sandbox; readonly tables: LookupTables };

type OfRun = {
  readonly env: string;
  readonly plan: { readonly program: Program; readonly lookups: readonly string[] };
  readonly pinned: { readonly lookups?: LookupPins };
};

/** Calls the program of a run's plan, with the tables as they stood when the run began. A flow without lookups goes straight to the sandbox. */
export function runProgram(
  { sandbox, tables }: ProgramRunner,
  { env, plan, pinned }: OfRun,
  input: string | readonly Text[],
  limits?: Partial<Limits>,
): Promise<string> {
  if (plan.lookups.length === 0) return sandbox.call(plan.program, input, limits);
  return tables
    .withTables(plan.program, env, pinned.lookups ?? tables.pin(env, plan.lookups))
    .then((ready) => sandbox.call(ready.program, input, { ...ready.limits, ...limits }));
}
