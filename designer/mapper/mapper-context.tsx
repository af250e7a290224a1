import type { FlowNode } from '@crossdock/flows/document/flow';
import type { Edit } from '@crossdock/flows/mapping/connect';
import type { Coverage } from '@crossdock/flows/mapping/coverage';
import type { Field } from '@crossdock/flows/mapping/field';
import type { Schema } from '@crossdock/flows/mapping/fields-of-schema';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import type { Suggestion } from '@crossdock/flows/mapping/suggest';
import type { Violation } from '@crossdock/flows/mapping/violations';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { MapperState } from './mapper-state.ts';
import type { Panes } from './panes.ts';
import type { MappingRun } from './run-mapping.ts';
import type { MapSample } from './use-samples.ts';

/** A problem of the result on the sample in view, once for all entries of a list. */
export type ResultProblem = Violation & { readonly times: number };

/** Everything the parts of an open mapper share. */
export type Mapper = {
  readonly node: FlowNode;
  readonly state: StoreApi<MapperState>;
  readonly panes: StoreApi<Panes>;
  readonly fields: readonly unknown[];
  readonly placed: readonly PlacedLine[];
  readonly lineOf: ReadonlyMap<string, readonly PlacedLine[]>;
  readonly source: Field;
  readonly sourceOf: ReadonlyMap<string, Field>;
  /** Where the source fields come from, in words. */
  readonly sourceName: string;
  readonly target: Field;
  readonly targetOf: ReadonlyMap<string, Field>;
  /** Targets that the contract does not know. */
  readonly own: ReadonlySet<string>;
  readonly contract: string | null;
  readonly schema: Schema | null;
  readonly coverage: Coverage;
  readonly samples: readonly MapSample[];
  readonly sample: MapSample | null;
  /** The samples the preview is made of; the one in view is the first. */
  readonly previewed: readonly MapSample[];
  readonly run: MappingRun | undefined;
  readonly runError: Error | null;
  readonly isRunning: boolean;
  readonly result: unknown;
  readonly problems: readonly ResultProblem[];
  readonly suggestions: readonly Suggestion[];
  readonly redact: ReadonlySet<string>;
  readonly privateTexts: ReadonlySet<string>;
  /** Changes the mapping as one step of undo. */
  readonly change: (edits: readonly Edit[], title: string, typing?: string) => void;
};

const MapperContext = createContext<Mapper | null>(null);
export const MapperProvider = MapperContext.Provider;

export function useMapper(): Mapper {
  const mapper = useContext(MapperContext);
  if (!mapper) throw new Error('used outside the mapper');
  return mapper;
}

export function useMapperState<T>(selector: (state: MapperState) => T): T {
  return useStore(useMapper().state, selector);
}
