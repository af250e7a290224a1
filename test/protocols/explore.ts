import { hash } from 'node:crypto';
import type { State } from './state.ts';
import { type Move, World } from './world.ts';

/** A protocol: who does what, and what must hold. All of it is set up anew for each schedule. */
export type Model = {
  readonly name: string;
  readonly setUp: (world: World) => void;
  /** After each step: what is broken, in words. */
  readonly invariant?: (state: State) => string | undefined;
  /** When nothing more can happen: what is lost, doubled or stuck, in words. */
  readonly final?: (state: State) => string | undefined;
};

export type Options = {
  /** Processes that may die on the way. Default 1. */
  readonly crashes?: number;
  /** Gives up after so many schedules. Default 200,000. */
  readonly limit?: number;
  /** Steps of one schedule beyond which it counts as endless. Default 300. */
  readonly longest?: number;
};

export type Exploration = {
  readonly name: string;
  readonly schedules: number;
  readonly states: number;
  readonly steps: number;
  readonly ms: number;
  /** Whether every schedule was covered. */
  readonly isComplete: boolean;
  readonly broken?: { readonly why: string; readonly trace: readonly string[] };
};

/** A choice on the way: what could happen, what was tried, and what need not be tried because it comes to the same as something tried elsewhere. */
type Fork = { readonly open: string[]; readonly slept: Set<string>; readonly chosen: string[] };

/**
 * Runs the model under all schedules: every order of its processes' steps, with a crash of a process after any change. Stateless: each schedule is played from
 * the start, because the inside of a real program cannot be copied. Two reductions keep it quick and lose nothing: a state that was seen before is not followed
 * again (what a process was told stands for its inside), and of two orders of steps that do not meet only one is tried (sleep sets, after Godefroid).
 */
export async function explore(model: Model, { crashes = 1, limit = 200_000, longest = 300 }: Options = {}): Promise<Exploration> {
  const startedAt = performance.now();
  const found = await search(model, { crashes, limit, longest });
  let { broken } = found;
  // The first one found is seldom the shortest: looks for shorter ones, for a while.
  for (let left = 1_000; broken && left > 0; ) {
    const shorter = await search(model, { crashes, limit: left, longest: broken.trace.length - 1, isCut: true });
    left -= shorter.schedules;
    if (!shorter.broken) break;
    broken = shorter.broken;
  }
  return { ...found, name: model.name, ms: Math.round(performance.now() - startedAt), ...(broken && { broken }) };
}

export type Sampling = {
  /** Default 1. */
  readonly crashes?: number;
  readonly schedules: number;
  /** The same seed plays the same schedules. Default 1. */
  readonly seed?: number;
  /** Steps of one schedule beyond which it counts as endless. Default 3,000. */
  readonly longest?: number;
};

/** Runs a model that is too large to be explored under schedules drawn at random. */
export async function sample(model: Model, { crashes = 1, schedules, seed = 1, longest = 3_000 }: Sampling): Promise<Exploration> {
  const startedAt = performance.now();
  const states = new Set<string>();
  let steps = 0;
  let played = 0;
  let broken: Exploration['broken'];
  while (!broken && played < schedules) {
    const draw = randomOf(seed * 1_000_003 + played++);
    const world = await begin(model, crashes);
    const trace: string[] = [];
    for (let moves = world.moves(); !broken; moves = world.moves()) {
      const why =
        faultOf(model, world, moves) ?? (trace.length > longest ? `goes on for ever, or longer than ${longest} steps` : undefined);
      if (why !== undefined) broken = { why, trace };
      if (moves.length === 0 || broken) break;
      states.add(hash('sha1', world.fingerprint(), 'base64'));
      trace.push(await world.perform(drawMove(moves, draw)));
      steps++;
    }
  }
  const ms = Math.round(performance.now() - startedAt);
  return { name: model.name, schedules: played, states: states.size, steps, ms, isComplete: false, ...(broken && { broken }) };
}

/** One process after the other goes on for a while, as real ones do; now and then one dies. */
function drawMove(moves: readonly Move[], draw: () => number): Move {
  const deaths = moves.filter((move) => move.dies);
  const others = moves.filter((move) => !move.dies);
  const among = deaths.length > 0 && draw() < 0.05 ? deaths : others;
  const processes = [...new Set(among.map((move) => move.process))];
  const process = processes[Math.floor(draw() * processes.length)];
  const own = among.filter((move) => move.process === process);
  return own[Math.floor(draw() * own.length)] as Move;
}

/** Mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function begin(model: Model, crashes: number): Promise<World> {
  const world = new World(crashes);
  model.setUp(world);
  await world.start();
  return world;
}

const faultOf = (model: Model, world: World, moves: readonly Move[]): string | undefined =>
  world.failure() ?? model.invariant?.(world.state) ?? (moves.length === 0 ? model.final?.(world.state) : undefined);

type Bounds = { readonly crashes: number; readonly limit: number; readonly longest: number; readonly isCut?: boolean };
type Found = Omit<Exploration, 'name' | 'ms'>;

async function search(model: Model, { crashes, limit, longest, isCut = false }: Bounds): Promise<Found> {
  const forks: Fork[] = [];
  const seen = new Map<string, Set<string>>();
  let schedules = 0;
  let steps = 0;
  const report = (isComplete: boolean, broken?: Exploration['broken']): Found => ({
    schedules,
    states: seen.size,
    steps,
    isComplete,
    ...(broken && { broken }),
  });

  for (;;) {
    const world = await begin(model, crashes);
    schedules++;
    const trace: string[] = [];
    let slept = new Set<string>();
    // Up to the last choice the schedule is one that was played before.
    for (const { chosen } of forks.slice(0, -1)) {
      trace.push(await world.perform(played(world.find(chosen.at(-1) as string), model)));
      steps++;
    }
    for (let depth = Math.max(0, forks.length - 1); ; depth++) {
      const moves = world.moves();
      let fork = forks[depth];
      if (!fork) {
        const why = faultOf(model, world, moves);
        if (why !== undefined) return report(false, { why, trace });
        if (moves.length === 0) break;
        if (depth >= longest) {
          if (isCut) break;
          return report(false, { why: `goes on for ever, or longer than ${longest} steps`, trace });
        }
        const key = `${isCut ? depth : ''}${hash('sha1', world.fingerprint(), 'base64')}`;
        const open = openMoves(moves, slept, seen.get(key));
        slept = intersection(slept, seen.get(key));
        seen.set(key, slept);
        if (open.length === 0) break;
        fork = { open, slept, chosen: [open.shift() as string] };
        forks.push(fork);
      }
      const chosen = fork.chosen.at(-1) as string;
      const move = moves.find((one) => one.id === chosen);
      if (!move)
        throw new Error(
          `${model.name}: a schedule could not be played again; step ${chosen} is missing. Something depends on more than the schedule.`,
        );
      slept = sleepersAfter(world, moves, fork, move);
      trace.push(await world.perform(move));
      steps++;
    }
    while (forks.length > 0 && forks.at(-1)?.open.length === 0) forks.pop();
    const fork = forks.at(-1);
    if (!fork) return report(true);
    if (schedules >= limit) return report(false);
    fork.chosen.push(fork.open.shift() as string);
  }
}

function played(move: Move | undefined, model: Model): Move {
  if (move) return move;
  throw new Error(`${model.name}: a schedule could not be played again, because something depends on more than the order of steps.`);
}

/** In a state seen before, only what was left out then and cannot be left out now. */
function openMoves(moves: readonly Move[], slept: ReadonlySet<string>, sleptBefore: ReadonlySet<string> | undefined): string[] {
  const open = moves.map((move) => move.id).filter((id) => !slept.has(id));
  return sleptBefore ? open.filter((id) => sleptBefore.has(id)) : open;
}

function intersection(slept: Set<string>, before: ReadonlySet<string> | undefined): Set<string> {
  return before ? new Set([...slept].filter((id) => before.has(id))) : slept;
}

/** What was tried here, or need not be, and does not meet the chosen step: trying it right after that step would come to the same. */
function sleepersAfter(world: World, moves: readonly Move[], fork: Fork, chosen: Move): Set<string> {
  const sleeping = new Set<string>();
  for (const move of moves) {
    const isTried = fork.slept.has(move.id) || (move.id !== chosen.id && fork.chosen.includes(move.id));
    if (isTried && world.areIndependent(chosen, move)) sleeping.add(move.id);
  }
  return sleeping;
}
