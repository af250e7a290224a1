import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';

/**
 * Sizes and ports come with the drawing, so React Flow is kept from measuring them. It would lay out the page once more for each
 * card that comes into view, and would find no ports on those drawn as blocks. Must stand before React Flow is rendered, which takes the
 * function once.
 */
export function useGivenSizes(): void {
  const view = useStoreApi();
  useState(() => {
    // Once for each provider: those that draw already would be told in the middle of a drawing.
    if (view.getState().updateNodeInternals !== measureNothing) view.setState({ updateNodeInternals: measureNothing });
  });
}

function measureNothing(): void {}
