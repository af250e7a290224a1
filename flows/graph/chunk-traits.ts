import type { NodeDefinition } from '@crossdock/nodes/contract/define-node';
import type { ChunkTraits } from './chunk-parts.ts';

/** What a step with this configuration can do with a part of a big text. */
export function chunkTraits(definition: NodeDefinition, config: Record<string, unknown>, isDisabled: boolean): ChunkTraits {
  if (definition.kind !== 'pure')
    return { isTrigger: definition.kind === 'trigger', cuts: false, passes: false, isTogether: false, combines: false };
  const scope = typeof definition.scope === 'function' ? definition.scope(config) : definition.scope;
  return {
    isTrigger: false,
    cuts: !isDisabled && (definition.cut?.(config) ?? null) !== null,
    passes: isDisabled || definition.dedupe !== undefined,
    isTogether: !isDisabled && (scope === 'all' || definition.barrier === true),
    combines: definition.combining !== undefined,
  };
}
