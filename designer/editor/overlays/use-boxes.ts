import { useNodes } from '@xyflow/react';
import { useMemo } from 'react';
import type { Box } from './overlay-shapes.ts';

/** Where the cards of steps stand now, also while they are dragged. */
export function useBoxes(): (id: string) => Box | undefined {
  const nodes = useNodes();
  return useMemo(() => {
    const boxes = new Map(
      nodes
        .filter((node) => node.type === 'step' && node.hidden !== true)
        .map((node) => [
          node.id,
          {
            ...node.position,
            width: node.measured?.width ?? node.width ?? 128,
            height: node.measured?.height ?? node.height ?? 82,
          },
        ]),
    );
    return (id: string) => boxes.get(id);
  }, [nodes]);
}
