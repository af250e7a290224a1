import type { Clock } from '../../clock/clock.ts';
import type { Plan } from '../plan/plan.ts';
import { NotReplayable, type RunService, type Trigger } from '../run-service.ts';
import { nextDues } from './timing.ts';
import { stateId, stateOf, type TriggerState, type TriggerStates } from './trigger-state.ts';

type Deployed = { readonly env: string; readonly plan: Plan };

/** Schedules and polls as people see and hold them: when they come next, how far they have read, paused or not. */
export function createTriggers(resources: {
  readonly clock: Clock;
  readonly states: TriggerStates;
  readonly deployed: () => readonly Deployed[];
  /** Its state was changed: looks at it at once. */
  readonly look: (env: string, flow: string) => void;
}): RunService['triggers'] {
  const { clock, states } = resources;

  function find(env: string, flow: string): Deployed | undefined {
    return resources.deployed().find((one) => one.env === env && one.plan.flow.id === flow && isTimed(one));
  }

  async function shown({ env, plan }: Deployed): Promise<Trigger[]> {
    const { binding, flow } = plan;
    if (binding?.kind !== 'schedule' && binding?.kind !== 'poll') return [];
    const state = await stateOf(states, env, flow.id, clock.now(), binding.timing);
    const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString());
    const now = clock.now();
    const first = state.nextAt !== null && state.nextAt > now ? state.nextAt : undefined;
    const dues = nextDues(binding.timing, state.startedAt, Math.max(first ?? now, now), 3);
    const next = binding.kind === 'poll' && first !== undefined ? [first, ...dues].slice(0, 3) : dues;
    return [
      {
        flow: { id: flow.id, name: flow.name, version: plan.version },
        env,
        kind: binding.kind,
        timing: binding.timing,
        misfire: binding.kind === 'schedule' ? binding.misfire : null,
        next: state.pausedAt === null ? next.map((at) => new Date(at).toISOString()) : [],
        lastAt: instant(binding.kind === 'schedule' ? state.firedAt : state.polledAt),
        paused:
          state.pausedAt === null
            ? null
            : { by: state.pausedBy ?? '', at: new Date(state.pausedAt).toISOString(), reason: state.pauseReason ?? '' },
        poll:
          binding.kind === 'poll'
            ? {
                connection: binding.poll.connection,
                watermark: state.watermark,
                kind: binding.poll.watermark.kind,
                taken: state.taken,
                isReading: state.owner !== null,
                failures: state.failures,
                error: state.error === null ? null : (JSON.parse(state.error) as { code: string; message: string; at: string }),
              }
            : null,
      },
    ];
  }

  /** Changes the state by compare-and-set on its token, which ends the claim of whoever polls now. */
  async function change(env: string, flow: string, set: (state: TriggerState) => Partial<TriggerState>): Promise<Trigger | null> {
    const deployed = find(env, flow);
    const { binding } = deployed?.plan ?? {};
    if (!deployed || (binding?.kind !== 'schedule' && binding?.kind !== 'poll')) return null;
    for (;;) {
      const state = await stateOf(states, env, flow, clock.now(), binding.timing);
      const { id: _id, ...changed } = { ...set(state), id: '', token: state.token + 1, owner: null };
      if (await states.update(stateId(env, flow), { where: { token: state.token }, set: changed })) break;
    }
    resources.look(env, flow);
    return (await shown(deployed))[0] ?? null;
  }

  return {
    async list(env) {
      return (
        await Promise.all(
          resources
            .deployed()
            .filter((one) => one.env === env)
            .map(shown),
        )
      ).flat();
    },
    pause: (env, flow, { by, reason }) =>
      change(env, flow, (state) => ({ pausedAt: state.pausedAt ?? clock.now(), pausedBy: by, pauseReason: reason })),
    // What came due in the pause is left out.
    resume: (env, flow) => change(env, flow, () => ({ pausedAt: null, pausedBy: null, pauseReason: null, decidedAt: null, nextAt: null })),
    async setWatermark(env, flow, value) {
      const binding = find(env, flow)?.plan.binding;
      if (binding?.kind === 'poll' && binding.poll.watermark.kind === 'off')
        throw new NotReplayable('NO_WATERMARK', 'This poll reads the whole list each time; there is no place to set it back to.');
      if (binding?.kind !== 'poll') return null;
      return change(env, flow, (state) => ({ watermark: value, recent: '', nextAt: null, polledAt: state.polledAt ?? clock.now() }));
    },
  };
}

function isTimed({ plan }: Deployed): boolean {
  return plan.binding?.kind === 'schedule' || plan.binding?.kind === 'poll';
}
