import type { Flow } from '@crossdock/flows/document/flow';
import type { Engine } from '@crossdock/runtime/engine/engine';
import { orphan } from '@crossdock/runtime/engine/lease/take-over';
import type { Progress } from '@crossdock/runtime/engine/run/progress';
import { type RunDocument, runCollection } from '@crossdock/runtime/engine/run/run-document';
import { isFinal } from '@crossdock/runtime/engine/run/statuses';
import type { Store } from '@crossdock/runtime/store/store';
import type { Model } from '../explore.ts';
import type { Process, ProcessOptions } from '../process.ts';
import type { State } from '../state.ts';
import { isDead } from '../world.ts';
import { engineProcess, memoryBlobs, type Received, received } from './engine-process.ts';
import { inProcessSandbox } from './in-process-sandbox.ts';

export type EngineSetting = {
  readonly flow: Flow;
  readonly called?: readonly Flow[];
  /** The messages that each server is sent, one after the other was acknowledged. */
  readonly servers: Readonly<Record<string, readonly object[]>>;
  /** Whether servers execute what they accept. Default true. */
  readonly isOwn?: boolean;
  /** A file that was sent before the schedule begins, and how large its chunks are. */
  readonly file?: { readonly text: string; readonly chunkBytes: number };
  readonly workers?: readonly string[];
  /** Somebody may take any run for orphaned once, while its worker lives and goes on. */
  readonly isSuspicious?: boolean;
  /** Requests that the other side is to get, in all: what one message asks for is one. */
  readonly effects: number;
  /** Statuses that ended runs may have. Default: done. */
  readonly ends?: readonly string[];
  readonly edit?: (store: Store) => Store;
  /** Rounds of upkeep that a process of its own makes when nothing else can happen; each is a timer that fires. Default 0. */
  readonly upkeep?: number;
  /** Processes that do something else with an engine of their own. */
  readonly others?: Readonly<Record<string, Other>>;
  readonly invariant?: (state: State) => string | undefined;
};

export type Other = ProcessOptions & { readonly run: (process: Process, engine: Engine) => Promise<unknown> };

const sandbox = inProcessSandbox();
export const runsOf = (state: State) => state.all('runs') as unknown as readonly RunDocument[];
export const receivedIn = (state: State) => state.all(received) as unknown as readonly Received[];

/**
 * Whole engines, as they are, as processes of one model: servers that are sent messages and may die, workers, and an heir that takes over from the dead and executes
 * what is left. What is promised to everybody is checked: nothing acknowledged is lost, nothing is done twice, nothing hangs, what a run refers to is there.
 */
export function engineModel(name: string, setting: EngineSetting): Model {
  const { flow, called, servers, isOwn = true, workers = [], isSuspicious = false, upkeep = 0, others = {}, file, edit } = setting;
  const lane = { id: 'dev/General/5', env: 'dev', lane: 'General', priority: 5, width: null };
  return {
    name,
    setUp(world) {
      const shared = { flow, called, sandbox, edit, blobs: memoryBlobs(), chunkBytes: file?.chunkBytes };
      if (file)
        world.process(
          'intake',
          async (process) => {
            const { sendFile } = await engineProcess(process, { ...shared, isWorking: false, isConsuming: false });
            await sendFile(file.text);
          },
          { mayCrash: false },
        );
      world.state.set('lanes', lane.id, Object.freeze(lane));
      world.state.set('roles', 'feeder', Object.freeze({ id: 'feeder', holder: 'keeper', since: 0 }));
      world.state.set('workers', 'keeper', Object.freeze({ id: 'keeper', state: 'live', beat: 0, seenAt: 0 }));
      for (const [index, [server, messages]] of Object.entries(servers).entries())
        world.process(
          server,
          async (process) => {
            const { send } = await engineProcess(process, { ...shared, isWorking: isOwn, isConsuming: false });
            for (const [number, message] of messages.entries()) {
              const run = await send(message);
              const id = `${server}/${number}`;
              await process.act(`acknowledges ${run}`, (state) => state.set('(acknowledged)', id, Object.freeze({ id, run })));
            }
          },
          { mayCrash: index === 0 },
        );
      for (const worker of [...workers, 'heir'])
        world.process(worker, (process) => engineProcess(process, { ...shared, isWorking: true, isConsuming: true }), {
          mayCrash: worker !== 'heir',
        });
      for (const [other, { run, ...options }] of Object.entries(others))
        world.process(
          other,
          async (process) => {
            const { engine } = await engineProcess(process, { ...shared, isWorking: false, isConsuming: false });
            await run(process, engine);
          },
          options,
        );
      if (upkeep > 0)
        world.process('keeper', (process) => engineProcess(process, { ...shared, isWorking: false, isConsuming: false }), {
          mayCrash: false,
          timers: upkeep,
          isPatient: true,
          ahead: 60_000,
        });
      const isGiven = (state: State) => (run: RunDocument) =>
        run.owner !== null && (isDead(state, run.owner) || (isSuspicious && !state.get('(suspected)', 'once')));
      world.process(
        'watch',
        (process) =>
          process.repeat(async () => {
            const owner = await process.act(
              'takes a worker for dead',
              (state) => {
                const found = runsOf(state).find(isGiven(state))?.owner as string;
                if (!isDead(state, found)) state.set('(suspected)', 'once', Object.freeze({ id: 'once' }));
                return found;
              },
              (state) => runsOf(state).some(isGiven(state)),
            );
            await orphan((edit?.(process.store) ?? process.store).collection(runCollection), owner, process.clock.now());
          }),
        { mayCrash: false },
      );
    },
    invariant: (state) => brokenNow(state, setting),
    final: (state) => brokenAtTheEnd(state, setting),
  };
}

function brokenNow(state: State, { effects, invariant }: EngineSetting): string | undefined {
  const sent = receivedIn(state);
  const changed = sent.find(({ bodies }) => bodies.length > 1);
  if (changed) return `one key was sent with two requests: ${changed.bodies.join(' and ')}`;
  if (sent.length > effects) return `${sent.length} effects where ${effects} were asked for`;
  const often = sent.find(({ times }) => times > 1 + state.all('(deaths)').length + state.all('(suspected)').length);
  if (often) return `${often.bodies[0]} was sent ${often.times} times, though no worker that sent it had died`;
  return invariant?.(state);
}

function brokenAtTheEnd(state: State, { effects, servers, ends = ['done'] }: EngineSetting): string | undefined {
  const lost = state.all('(acknowledged)').find(({ run }) => !state.get('runs', String(run)));
  if (lost) return `${lost.run} was acknowledged and is lost`;
  for (const run of runsOf(state)) {
    if (!isFinal(run.status)) return `${run.id} hangs: ${run.status}, owner ${run.owner}, due ${run.dueAt}`;
    if (!ends.includes(run.status)) return `${run.id} ended as ${run.status}: ${errorsOf(run)}`;
    if (run.record !== null && !state.get('records', run.record)) return `${run.id} refers to a record that is not there`;
    if (run.status === 'done' && run.record !== null && !run.record.startsWith(`${run.id}/${run.token}/`))
      return `${run.id} was ended by a worker that had lost it`;
    const open = (JSON.parse(run.progress || '{"ledger":[]}') as Progress).ledger.find((entry) => entry.settledAt === null);
    if (open) return `${run.id} has ended with an effect that is ${open.state}`;
  }
  // A server that died was not sent the rest.
  const isWhole = Object.keys(servers).every((server) => !isDead(state, server));
  const isDone = isWhole && runsOf(state).length > 0 && runsOf(state).every(({ status }) => status === 'done');
  if (isDone && receivedIn(state).length < effects) return `${receivedIn(state).length} effects where ${effects} were asked for`;
  return undefined;
}

function errorsOf({ progress }: RunDocument): string {
  if (progress === '') return 'nothing is known';
  const { dead, runFailed } = JSON.parse(progress) as Progress;
  return runFailed?.message ?? dead.map(({ error }) => error.message).join(', ');
}
