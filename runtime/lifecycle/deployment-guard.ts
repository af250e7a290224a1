import type { VersionChange } from './live-state.ts';

/** Who deploys, and by which request; `promotion` null: directly. */
export type DeploymentAct = { readonly by: string; readonly promotion: string | null; readonly kind: 'deploy' | 'rollback' | 'withdraw' };

/** Says whether an environment may be changed like this. Asked before anything is written, and again when a scheduled deployment comes due. */
export type DeploymentGuard = {
  /** Throws PROMOTION_NEEDED, with what to do instead. */
  check(env: string, changes: readonly VersionChange[], act: DeploymentAct): Promise<void>;
};

/** Lets everything through until another one is put in its place: who guards needs to know the flows first. */
export function createGuard(): DeploymentGuard & { use(guard: DeploymentGuard): void } {
  let inPlace: DeploymentGuard | undefined;
  return {
    check: async (env, changes, act) => inPlace?.check(env, changes, act),
    use(guard) {
      inPlace = guard;
    },
  };
}
