import type { Timing } from '@crossdock/nodes/contract/intake';
import { type Collection, type CollectionSchema, DuplicateKey } from '../../store/store.ts';

/** How far the schedule or poll of a flow has come in an environment. */
export type TriggerState = {
  /** `env/flow` */
  readonly id: string;
  readonly env: string;
  readonly flow: string;
  /** Since when it counts, ms: the first deployment, or the end of the last pause. */
  readonly startedAt: number;
  /** What it counts for, as JSON: another one counts anew. */
  readonly timing: string;
  /** The last due time whose message is durable, or that was decided against, ms; null: not deployed, or paused, so that nothing is missed. */
  readonly decidedAt: number | null;
  readonly firedAt: number | null;
  readonly pausedAt: number | null;
  readonly pausedBy: string | null;
  readonly pauseReason: string | null;
  /** Up to where a poll has read: JSON text of a value. */
  readonly watermark: string | null;
  /** Of what was read last, as hashes separated by spaces: read again by the overlap, it is not new. */
  readonly recent: string;
  /** When the next poll is due, ms; null: at once. */
  readonly nextAt: number | null;
  readonly polledAt: number | null;
  /** Records that became messages, since the start. */
  readonly taken: number;
  readonly failures: number;
  /** JSON `{ code, message }` of the last poll; null when it went well. */
  readonly error: string | null;
  /** The process that polls now. */
  readonly owner: string | null;
  /** Raised by each claim; every later write of a poll names it. */
  readonly token: number;
  /** Raised while a poll goes on; others take over when it stands still. */
  readonly beat: number;
};

export const triggerStateCollection: CollectionSchema<TriggerState> = {
  name: 'triggerStates',
  fields: {
    env: 'text',
    flow: 'text',
    startedAt: 'number',
    timing: 'text',
    decidedAt: 'number',
    firedAt: 'number',
    pausedAt: 'number',
    pausedBy: 'text',
    pauseReason: 'text',
    watermark: 'body',
    recent: 'body',
    nextAt: 'number',
    polledAt: 'number',
    taken: 'number',
    failures: 'number',
    error: 'body',
    owner: 'text',
    token: 'number',
    beat: 'number',
  },
  indexes: [{ fields: ['env'] }],
};

export type TriggerStates = Collection<TriggerState>;

export const stateId = (env: string, flow: string): string => `${env}/${flow}`;

/** The state of a trigger; a new one counts from now, so that nothing before its first deployment is missed. */
export async function stateOf(states: TriggerStates, env: string, flow: string, now: number, timing: Timing): Promise<TriggerState> {
  const id = stateId(env, flow);
  const known = await states.get(id);
  if (known) return counting(states, known, now, JSON.stringify(timing));
  const fresh: TriggerState = {
    id,
    env,
    flow,
    startedAt: now,
    timing: JSON.stringify(timing),
    decidedAt: now,
    firedAt: null,
    pausedAt: null,
    pausedBy: null,
    pauseReason: null,
    watermark: null,
    recent: '',
    nextAt: null,
    polledAt: null,
    taken: 0,
    failures: 0,
    error: null,
    owner: null,
    token: 0,
    beat: 0,
  };
  try {
    await states.insert(fresh);
    return fresh;
  } catch (error) {
    if (!(error instanceof DuplicateKey)) throw error;
    return (await states.get(id)) ?? fresh;
  }
}

/** Counts anew where it was not deployed or paused before, and where it is due at other times than before. */
async function counting(states: TriggerStates, known: TriggerState, now: number, timing: string): Promise<TriggerState> {
  if (known.pausedAt !== null || (known.decidedAt !== null && known.timing === timing)) return known;
  const set = { timing, decidedAt: now, ...(known.timing !== timing && { startedAt: now, nextAt: null }) };
  await states.update(known.id, { where: { timing: known.timing, decidedAt: known.decidedAt }, set });
  return (await states.get(known.id)) ?? { ...known, ...set };
}
