import { useReactFlow } from '@xyflow/react';
import { type RefObject, useCallback } from 'react';
import { fitViewport, roomBelow } from './fit.ts';

/** Shows the whole drawing, at once or in a glide of so many milliseconds. */
export function useFit(region: RefObject<HTMLElement | null>, isEditable: boolean): (duration: number) => void {
  const { getNodes, getNodesBounds, setViewport } = useReactFlow();
  return useCallback(
    (duration) => {
      const element = region.current;
      const nodes = getNodes();
      if (!element || nodes.length === 0) return;
      const size = { width: element.clientWidth, height: element.clientHeight };
      void setViewport(fitViewport(getNodesBounds(nodes), size, isEditable ? roomBelow.design : roomBelow.run), { duration });
    },
    [region, isEditable, getNodes, getNodesBounds, setViewport],
  );
}
