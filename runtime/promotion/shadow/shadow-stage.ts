import type { Flow } from '@crossdock/flows/document/flow';
import type { WholeRun } from '../../engine/view/whole-run.ts';
import type { LookupBook } from '../../lookups/lookup-book.ts';
import { createLookupTables } from '../../lookups/lookup-tables.ts';
import { type Headless, openHeadless } from '../../rehearsal/headless.ts';
import { withMockedSystems, withoutDelays } from '../../rehearsal/mocked-systems.ts';
import type { RehearsalOptions } from '../../rehearsal/rehearse.ts';
import { type RecordedSystems, recordedSystems } from './recorded-systems.ts';

/** What came of a message on a version. */
export type Played = {
  readonly run: WholeRun;
  /** Steps that asked for something nobody was asked then. */
  readonly unanswered: ReadonlySet<string>;
};

/** An engine of its own, on a folder that is thrown away. Each run can be played once on it. */
export type Stage = {
  /** null: it did not end in time. Throws PlanError and ConfigError when the version cannot be executed. */
  play(flow: Flow, run: WholeRun, env: string): Promise<Played | null>;
  close(): Promise<void>;
};

/** `brought`: tables that come with the bundle, and the environment they come from. */
export type OpenStage = (brought: ReadonlyMap<string, string>) => Promise<Stage>;

/** How long one run may take, ms. */
const patienceMs = 8_000;

export function createStages(
  options: Pick<RehearsalOptions, 'sandbox' | 'isCalling' | 'contracts' | 'variables' | 'definitions' | 'connections'>,
  lookups: Pick<LookupBook, 'current' | 'stored' | 'text' | 'reload'>,
): OpenStage {
  return async (brought) => {
    const placeOf = (env: string, name: string) => brought.get(name) ?? env;
    let systems: RecordedSystems | null = null;
    let opened: Headless | undefined;
    const open = () =>
      openHeadless({
        sandbox: options.sandbox,
        contracts: options.contracts,
        variables: options.variables,
        definitions: options.definitions,
        tables: createLookupTables({
          current: (env, name) => lookups.current(placeOf(env, name), name),
          stored: (env, name, version) => lookups.stored(placeOf(env, name), name, version),
          text: lookups.text,
          reload: lookups.reload,
        }),
        // Nothing but what the run had been answered: there is no way out. The engine keeps what it opened, so each request asks whose turn it is.
        transport: {
          http: (connection) => ({
            async send(request, limits) {
              if (!systems) throw new Error('nothing is played');
              return systems.transport.http(connection).send(request, limits);
            },
          }),
          close: async () => {},
        },
        connections: (env, name) => systems?.open(env, name) ?? null,
        endOfWait: (step, request) => systems?.endOfWait(step, request) ?? null,
      });
    return {
      async play(flow, run, env) {
        opened ??= await open();
        const addressOf = (step: string) => addressIn(options.connections, env, flow, step);
        systems = recordedSystems(flow, run, addressOf);
        const played = await opened.runAgain(withoutDelays(withMockedSystems(flow, options.isCalling)), run, env, patienceMs);
        if (played) return { run: played, unanswered: systems.unanswered };
        // What is under way in it is left behind, so that it takes nothing from the run that follows.
        await opened.close();
        opened = undefined;
        return null;
      },
      async close() {
        systems = null;
        await opened?.close();
      },
    };
  };
}

/** Of the connection that the step has in the environment, so that its paths are those of the run. */
function addressIn(connections: RehearsalOptions['connections'], env: string, flow: Flow, step: string): string {
  const name = flow.nodes.find(({ id }) => id === step)?.config.connection;
  const address = typeof name === 'string' ? connections(env, name)?.address : undefined;
  return address ?? 'http://shadow.invalid';
}
