import type { Flow } from '@crossdock/flows/document/flow';
import { useDeferredValue, useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { useRun } from '../../server/queries.ts';
import { useEditor, useView } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import { portKey } from '../connect-gesture.ts';
import { endOf } from '../groups/group-ids.ts';
import { inputKey, portTypes } from './port-types.ts';

type Facts = {
  readonly types: ReadonlyMap<string, string>;
  /** Records that passed in the newest test of this draft. */
  readonly items: ReadonlyMap<string, number>;
};

const facts = createStore<Facts>(() => ({ types: new Map(), items: new Map() }));

/** Keeps what is known of the ports of the open flow. Cards read it without being drawn again. */
export function usePortFacts(flow: Flow): void {
  const { catalog } = useEditor();
  const testRunId = useView((view) => view.testRunId);
  const edges = useRun(testRunId).data?.edges;
  const settled = useDeferredValue(flow);
  useEffect(() => facts.setState({ types: portTypes(settled, catalog) }), [settled, catalog]);
  useEffect(() => {
    const items = new Map<string, number>();
    const add = (key: string, count: number) => items.set(key, (items.get(key) ?? 0) + count);
    for (const edge of edges ?? []) {
      // Every wire of an output carries all of its records.
      items.set(portKey(edge.from.node, edge.from.port), edge.items);
      add(inputKey(edge.to.node, edge.to.port), edge.items);
    }
    facts.setState({ items });
  }, [edges]);
}

/** What kind of record passes a port; undefined where nothing is known. */
export function usePortType(card: string, handle: string, side: 'input' | 'output'): string | undefined {
  return useStore(facts, ({ types }) => types.get(keyOf(card, handle, side)));
}

/** What the tooltip of a port says: its name, what passes, and how much of it did in the last test. */
export function portTip(card: string, handle: string, side: 'input' | 'output', title: string): string {
  const { types, items } = facts.getState();
  const key = keyOf(card, handle, side);
  return canvasTexts.ports.tip(title, types.get(key), items.get(key));
}

function keyOf(card: string, handle: string, side: 'input' | 'output'): string {
  const { node, port } = endOf(card, handle);
  return side === 'input' ? inputKey(node, port) : portKey(node, port);
}
