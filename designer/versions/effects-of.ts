import type { Stop } from '@crossdock/flows/diff/stops';
import type { Flow, FlowNode } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { caption } from '../canvas/caption.ts';

export type EffectChange = { readonly node: FlowNode; readonly kind: 'added' | 'changed'; readonly caption: string };

/** The steps that change the outside world and are new, or were changed in what they do there. */
export function effectsOf(stops: readonly Stop[], after: Flow, catalog: Catalog): EffectChange[] {
  return stops.flatMap((stop) => {
    const node = stop.part === 'node' ? after.nodes.find((each) => each.id === stop.key) : undefined;
    const descriptor = node && catalog.get(node.type, node.version);
    if (!node || descriptor?.kind !== 'effect' || node.disabled) return [];
    const isNew = stop.kind === 'added' || stop.changes.some((change) => change.path === 'disabled' || change.path === 'type');
    const isTouched = stop.changes.some((change) => change.path?.startsWith('config') || change.path === 'version');
    return isNew || isTouched ? [{ node, kind: isNew ? 'added' : 'changed', caption: caption(descriptor.caption, node.config) }] : [];
  });
}
