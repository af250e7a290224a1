import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { usePins } from '../server/pins.ts';

const store = createStore<{ readonly ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));

/** Tells the cards which steps are pinned; called once by the screen, since a card each asking would be many. */
export function useShownPins(flowId: string): void {
  const pins = usePins(flowId).data;
  useEffect(() => store.setState({ ids: new Set(pins?.map((pin) => pin.nodeId)) }), [pins]);
}

export function useIsPinned(nodeId: string): boolean {
  return useStore(store, (state) => state.ids.has(nodeId));
}
