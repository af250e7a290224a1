import type { Flow, TestCase } from '@crossdock/flows/document/flow';
import { oneAtATime } from '../lifecycle/one-at-a-time.ts';
import type { LookupBook } from '../lookups/lookup-book.ts';
import { createLookupTables } from '../lookups/lookup-tables.ts';
import { type CaseReport, createRehearsal, type RehearsalOptions } from '../rehearsal/rehearse.ts';

/** Runs test cases as if a bundle were deployed already. */
export type BundleRehearsal = {
  /** `brought`: the tables that come with the bundle, and the environment they come from. */
  report(flow: Flow, tests: readonly TestCase[], env: string, brought: ReadonlyMap<string, string>): Promise<readonly CaseReport[]>;
  close(): Promise<void>;
};

/** A rehearsal of its own, so that people who try a draft meanwhile see the tables as they stand. */
export function createBundleRehearsal(
  options: Omit<RehearsalOptions, 'tables'>,
  lookups: Pick<LookupBook, 'current' | 'stored' | 'text' | 'reload'>,
): BundleRehearsal {
  let brought: ReadonlyMap<string, string> = new Map();
  const placeOf = (env: string, name: string) => brought.get(name) ?? env;
  const tables = createLookupTables({
    current: (env, name) => lookups.current(placeOf(env, name), name),
    stored: (env, name, version) => lookups.stored(placeOf(env, name), name, version),
    text: lookups.text,
    reload: lookups.reload,
  });
  const rehearsal = createRehearsal({ ...options, tables });
  const inTurn = oneAtATime();
  return {
    report: (flow, tests, env, given) =>
      inTurn('bundle', async () => {
        brought = given;
        try {
          return await rehearsal.report(flow, tests, env);
        } finally {
          brought = new Map();
        }
      }),
    close: rehearsal.close,
  };
}
