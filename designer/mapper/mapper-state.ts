import type { Choice } from '@crossdock/flows/mapping/connect';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Side = 'source' | 'target';

export type Question = {
  readonly title: string;
  readonly question: string;
  readonly choices: readonly Choice[];
};

/** What one open mapper shows; nothing of it is in the document. */
export type MapperState = {
  readonly source: string | null;
  readonly target: string | null;
  readonly search: Readonly<Record<Side, string>>;
  /** Groups that stand open; null until the tree is first shown. */
  readonly open: Readonly<Record<Side, ReadonlySet<string> | null>>;
  readonly filter: 'all' | 'open';
  /** What stands at the right. */
  readonly panel: 'detail' | 'suggest' | 'test';
  /** Below 1440 pixels the right side can be closed to give the trees its room. */
  readonly isPanelOpen: boolean;
  readonly preview: 'result' | 'problems';
  /** Personal data are shown as they are. */
  readonly isRevealed: boolean;
  /** Which sample is in view; its id. */
  readonly sampleId: string | null;
  /** Why something cannot be, or what was done beyond the plain. */
  readonly message: { readonly kind: 'refused' | 'said'; readonly text: string } | null;
  readonly question: Question | null;
  readonly isCodeOpen: boolean;
  readonly isPasteOpen: boolean;
};

export function createMapperState(): StoreApi<MapperState> {
  return createStore<MapperState>(() => ({
    source: null,
    target: null,
    search: { source: '', target: '' },
    open: { source: null, target: null },
    filter: 'all',
    panel: 'detail',
    isPanelOpen: true,
    preview: 'result',
    isRevealed: false,
    sampleId: null,
    message: null,
    question: null,
    isCodeOpen: false,
    isPasteOpen: false,
  }));
}

export function setSearch(state: StoreApi<MapperState>, side: Side, text: string): void {
  state.setState({ search: { ...state.getState().search, [side]: text } });
}

export function setOpen(state: StoreApi<MapperState>, side: Side, open: ReadonlySet<string>): void {
  state.setState({ open: { ...state.getState().open, [side]: open } });
}

/** Chooses a field; the other side keeps its own, so that both can be connected. */
export function choose(state: StoreApi<MapperState>, side: Side, path: string | null): void {
  if (side === 'source') state.setState({ source: path });
  else state.setState({ target: path, panel: state.getState().panel === 'test' ? 'detail' : state.getState().panel });
}
