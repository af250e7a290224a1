import { randomUUID } from 'node:crypto';
import { Refusal } from '../api/refusal.ts';
import type { Clock } from '../clock/clock.ts';
import type { Wanted } from './deploying.ts';
import type { LiveDeployments } from './live-deployments.ts';
import type { GoingBack, LiveState } from './live-state.ts';
import { type Restored, type RestoreResources, restore, takeBackRestored } from './restore-configuration.ts';
import type { Asked, Coming, Switching } from './switching.ts';

/** A server that has not finished in this time is taken for dead, ms. */
const patience = 15_000;

/** Going back with the configuration. What is about to be done is written into the document of the environment first, so whoever finds it left half done finishes it. */
export type GoingBackBook = {
  /** Brings variables and tables back, then switches the versions. When something fails on the way, all stays as it was. */
  goBack(env: string, changes: readonly Coming[], asked: Asked, configuration: Restored): Promise<LiveState>;
  /** Finishes what a server that died has left. */
  finish(env: string, left: GoingBack): Promise<void>;
};

export function createGoingBack(
  resources: RestoreResources & { readonly clock: Clock; readonly deployments: LiveDeployments; readonly switching: Switching },
): GoingBackBook {
  const { clock, deployments, switching } = resources;

  /** Writes what is under way; of several servers that find something left, one gets its name in. */
  async function claim(env: string, next: Omit<GoingBack, 'token' | 'heldUntil'>, found: GoingBack | undefined): Promise<GoingBack> {
    const mine = { ...next, token: randomUUID(), heldUntil: clock.now() + patience };
    await deployments.change(env, (now) => {
      if (now.goingBack?.token !== found?.token) throw underWay(env, now.goingBack);
      return { state: { ...now, goingBack: mine }, news: [] };
    });
    return mine;
  }

  async function carryOut(env: string, changes: readonly Coming[], mine: GoingBack): Promise<LiveState> {
    const { asked, restored, token } = mine;
    const isOurs = (now: LiveState) => now.goingBack?.token === token;
    try {
      await restore(resources, env, { restored }, { by: asked.by, why: asked.why || 'Rolled back' });
      return await switching.putAll(env, changes, asked, 'rollback', (now) => {
        if (!isOurs(now)) throw underWay(env, now.goingBack);
      });
    } catch (error) {
      await deployments.reload();
      // The versions have switched, or somebody else is at it or has deployed another one: nothing here is to be taken back.
      if (!isOurs(deployments.stateOf(env))) throw error;
      await takeBackRestored(resources, env, { restored }, { by: asked.by, why: 'The rollback failed; brought back' });
      await deployments.change(env, ({ goingBack, ...now }) => ({
        state: goingBack && goingBack.token !== token ? { ...now, goingBack } : now,
        news: [],
      }));
      throw error;
    }
  }

  async function finish(env: string, left: GoingBack): Promise<void> {
    try {
      const mine = await claim(env, left, left);
      // What the server that died has brought back already stays.
      await Promise.all([resources.variables.reload(), resources.lookups.reload()]);
      await carryOut(env, await switching.coming(left.changes), mine);
    } catch (error) {
      // Another server was quicker, or it cannot be any more and was brought back, which is in the audit.
      if (!(error instanceof Refusal)) throw error;
    }
  }

  return {
    finish,
    async goBack(env, changes, asked, { restored }) {
      const left = deployments.stateOf(env).goingBack;
      if (left) {
        if (left.heldUntil > clock.now()) throw underWay(env, left);
        await finish(env, left);
      }
      const wanted: readonly Wanted[] = changes.map(({ flow, version }) => ({ flow, version: version?.number ?? null }));
      return carryOut(env, changes, await claim(env, { changes: wanted, restored, asked }, undefined));
    },
  };
}

function underWay(env: string, other: GoingBack | undefined): Refusal {
  const flows = other?.changes.map(({ flow }) => `"${flow}"`).join(', ');
  return new Refusal(
    'NOT_READY',
    other
      ? `${other.asked.by} is rolling ${flows} back in ${env} this moment. Look again in a few seconds.`
      : `${env} was changed this moment, so nothing was rolled back. Look at what runs there now, then try again.`,
  );
}
