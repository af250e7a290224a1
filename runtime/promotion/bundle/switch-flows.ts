import { Refusal } from '../../api/refusal.ts';
import { switched } from '../../lifecycle/live-state.ts';
import { refuseRollout } from '../../lifecycle/refuse-rollout.ts';
import type { RolloutRequest } from '../../lifecycle/rollout.ts';
import type { Before, Promotion } from '../promotion.ts';
import type { PromotionResources } from '../resources.ts';

type Wanted = { readonly flow: string; readonly version: number | null };

/**
 * Switches all flows of a bundle by one compare-and-set of the target.
 * @param expected what has to run there; anything else by now is refused, and nothing changes
 * @param isStillOurs asked last: whether nobody else has taken the bundle over
 */
export async function switchFlows(
  promotion: Pick<Promotion, 'id' | 'to'>,
  wanted: readonly Wanted[],
  given: {
    readonly expected: Before['flows'];
    readonly kind: 'deploy' | 'rollback';
    readonly by: string;
    readonly why: string;
    /** What runs there already keeps the rest of the messages. */
    readonly rollout?: RolloutRequest | undefined;
    readonly isStillOurs: () => Promise<boolean>;
  },
  resources: PromotionResources,
): Promise<void> {
  if (wanted.length === 0) return;
  const { deployments, versions, clock, configurationOf, knowledge } = resources;
  const { id, to } = promotion;
  const published = await Promise.all(
    wanted.map(async ({ flow, version }) => ({
      flow,
      version,
      document: version === null ? null : await versionOf(flow, version, versions),
    })),
  );
  const coming = published.flatMap(({ document }) => (document ? [document] : []));
  const going = wanted.flatMap(({ flow, version }) => (version === null ? [flow] : []));
  await deployments.change(to, async (state) => {
    for (const { flow, version } of given.expected) {
      const live = state.flows[flow];
      const now = (given.kind === 'rollback' ? live?.rollout?.version : undefined) ?? live?.version ?? null;
      // What came gradually may have gone back by itself: there is nothing to bring back then.
      const isBack = given.kind === 'rollback' && now === (wanted.find((one) => one.flow === flow)?.version ?? null);
      if (now !== version && !isBack)
        throw new Refusal(
          'PROMOTION_SUPERSEDED',
          `${to} runs ${now === null ? `no "${flow}"` : `${flow}@${now}`} and no longer ${version === null ? 'none' : `@${version}`}. Look at what it changes now, and try again.`,
        );
    }
    deployments.refuseTakenPath(to, coming, going);
    if (given.rollout) {
      const sharing = published.flatMap(({ flow, version, document }) => (document && version ? [{ flow, version, document }] : []));
      refuseRollout(to, sharing, deployments.current(), knowledge);
    }
    if (!(await given.isStillOurs())) throw new Refusal('PROMOTION_REFUSED', `Another server has taken ${id} over. Look at it again.`);
    const changes = published.map(({ flow, version, document }) => ({
      flow,
      version,
      configuration: document ? configurationOf(to, document) : null,
    }));
    return switched(to, state, changes, {
      at: clock.now(),
      by: given.by,
      why: given.why,
      promotion: id,
      kind: given.kind,
      rollout: given.rollout,
    });
  });
}

async function versionOf(flow: string, number: number, versions: PromotionResources['versions']) {
  const version = await versions.get(flow, number);
  if (!version) throw new Refusal('NO_SUCH_VERSION', `The flow "${flow}" has no version ${number}.`);
  return version.flow;
}
