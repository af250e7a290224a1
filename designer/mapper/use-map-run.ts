import type { FlowNode } from '@crossdock/flows/document/flow';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { identity } from '../server/evaluation.ts';
import { useEditor } from '../state/editor-context.tsx';
import { runMapping } from './run-mapping.ts';

/** How long edits must rest before the mapping is tried, in milliseconds. */
const rest = 150;

/** What the mapping makes of these samples, as it is typed; the last answer stays until the next one is there. */
export function useMapRun(node: FlowNode, samples: readonly unknown[]) {
  const { env } = useEditor();
  const [config] = useDebouncedValue(node.config, rest);
  return useQuery({
    queryKey: ['map-run', env, node.id, identity(config), identity(samples)],
    queryFn: ({ signal }) => runMapping(env, { type: node.type, version: node.version, config, id: node.id }, samples, signal),
    enabled: samples.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
}
