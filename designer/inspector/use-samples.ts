import { useMemo } from 'react';
import type { ShownItem } from '../server/shapes.ts';
import { useEditor, useView } from '../state/editor-context.tsx';
import type { Samples } from './form-context.tsx';
import { firstOfInterest } from './item-order.ts';
import type { NodeData } from './use-node-data.ts';

/** Expressions are tried on so many records; characters of them in all. */
const itemsTried = 50;
const sizeTried = 600_000;

/** The records that expressions of a step are tried on: those that came in whole on its first port with any, and which one is in view. */
export function useSamples(data: NodeData): { readonly samples: Samples | undefined; readonly shown: ShownItem | undefined } {
  const { view } = useEditor();
  const chosen = useView((state) => state.itemId);
  return useMemo(() => {
    const list = Object.values(data.input).find((items) => items.length > 0) ?? [];
    const whole = list.filter((item) => !item.isCut);
    const shown = whole.find((item) => item.id === chosen) ?? firstOfInterest(whole);
    if (!shown) return { samples: undefined, shown: undefined };
    const items = within(whole, shown);
    return {
      shown,
      samples: { items, total: list.length, shown: shown.id, choose: (id: string) => view.setState({ itemId: id }) },
    };
  }, [data.input, chosen, view]);
}

/** As many as fit, the one in view among them. */
function within(items: readonly ShownItem[], shown: ShownItem): readonly ShownItem[] {
  let size = shown.bytes;
  const kept = new Set([shown]);
  for (const item of items) {
    if (kept.size >= itemsTried || size + item.bytes > sizeTried) break;
    if (!kept.has(item)) size += item.bytes;
    kept.add(item);
  }
  return items.filter((item) => kept.has(item));
}
