import type { Flow } from '@crossdock/flows/document/flow';
import { Refusal } from '../api/refusal.ts';
import type { FlowKnowledge } from './flow-knowledge.ts';
import type { LiveDeployment } from './live-deployments.ts';

type ComingFlow = { readonly flow: string; readonly version: number; readonly document: Flow };

/**
 * Throws NO_ROLLOUT where the versions that come cannot share messages with those that are live: none of the flows runs there in another version, or one of
 * them starts in another way, so that messages of the one are nothing for the other.
 */
export function refuseRollout(
  env: string,
  coming: readonly ComingFlow[],
  current: readonly LiveDeployment[],
  { bindingOf }: Pick<FlowKnowledge, 'bindingOf'>,
): void {
  let isShared = false;
  for (const { flow, version, document } of coming) {
    const live = current.find((deployed) => deployed.env === env && deployed.flow.id === flow);
    if (!live || live.version === version) continue;
    isShared = true;
    const [before, after] = [startsBy(live.flow, bindingOf), startsBy(document, bindingOf)];
    if (before !== after)
      throw refused(
        `Version ${version} of "${flow}" starts by ${after}, version ${live.version} in ${env} by ${before}, so they cannot share messages. Let version ${version} take all of them.`,
      );
  }
  if (!isShared) {
    const names = coming.map(({ flow }) => `"${flow}"`).join(', ');
    throw refused(
      coming.length === 1 && current.some((deployed) => deployed.env === env && deployed.flow.id === coming[0]?.flow)
        ? `${names} runs in this version in ${env} already, so there is nothing to share messages with. Name another version, or leave the share out.`
        : `${names} does not run in another version in ${env}, so there is nothing to share messages with. Deploy without a share.`,
    );
  }
}

function startsBy(flow: Flow, bindingOf: FlowKnowledge['bindingOf']): string {
  const kinds = flow.nodes.flatMap((node) => (node.disabled ? [] : (bindingOf(node)?.kind ?? [])));
  return kinds.length === 0 ? 'calls of other flows' : kinds.sort().join(' and ');
}

function refused(message: string): Refusal {
  return new Refusal('NO_ROLLOUT', message, [{ path: 'body.rollout', message: 'is not possible here' }]);
}
