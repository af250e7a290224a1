import { useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type MapSample, useSamples } from './use-samples.ts';

/** Steps whose source fields are taken from a contract, by flow and step; a habit of this browser, no part of the flow. */
const key = 'crossdock.mapper.sources';
const store = createStore<Record<string, string>>(() => stored());

export type SourceChoice = {
  readonly samples: readonly MapSample[];
  readonly contract: string | null;
  readonly isAsReceived: boolean;
  readonly isLoading: boolean;
};

/** The records of the source, and the contract its fields are taken from where somebody chose one. */
export function useSourceChoice(place: string, nodeId: string): SourceChoice {
  const { all, isAsReceived, isLoading } = useSamples(nodeId);
  const contract = useStore(store, (choices) => choices[place] ?? null);
  return useMemo(() => ({ samples: all, contract, isAsReceived, isLoading }), [all, contract, isAsReceived, isLoading]);
}

/** Null goes back to the samples. */
export function chooseSourceContract(place: string, contract: string | null): void {
  const { [place]: _, ...others } = store.getState();
  store.setState(contract === null ? others : { ...others, [place]: contract }, true);
  try {
    localStorage.setItem(key, JSON.stringify(store.getState()));
  } catch {
    // A full or forbidden storage only costs the habit.
  }
}

function stored(): Record<string, string> {
  try {
    const known: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return known !== null && typeof known === 'object' ? (known as Record<string, string>) : {};
  } catch {
    return {};
  }
}
