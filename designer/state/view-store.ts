import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Sample } from '../server/shapes.ts';

/** Where the palette was asked for: what it adds is wired there. */
export type PaletteRequest = {
  /** Where it opens, in pixels of the canvas region. */
  readonly at: { readonly x: number; readonly y: number };
  /** Where the new step goes, in coordinates of the drawing; null: beside the step it follows. */
  readonly place: { readonly x: number; readonly y: number } | null;
  readonly link:
    | { readonly kind: 'free' }
    | { readonly kind: 'after'; readonly node: string; readonly port: string }
    | { readonly kind: 'before'; readonly node: string; readonly port: string }
    | { readonly kind: 'edge'; readonly edge: string };
};

export type InspectorTab = 'settings' | 'failure' | 'effects' | 'docs';
export type DockSide = 'bottom' | 'right';

/** What one open editor shows: selection, panels, the sample and the test run in view. Nothing of it is in the document. */
export type ViewState = {
  readonly selected: readonly string[];
  readonly selectedEdge: string | null;
  readonly palette: PaletteRequest | null;
  readonly isDockOpen: boolean;
  readonly isDockMaximised: boolean;
  readonly tab: InspectorTab;
  /** The field to put the caret in, dotted; taken by the field itself. */
  readonly focusField: string | null;
  readonly renaming: string | null;
  /** The step a wire is to be drawn from, by the keyboard. */
  readonly connecting: string | null;
  readonly sampleId: string | null;
  /** A message that is no test case: pasted, or of a run that was searched for. */
  readonly ownSample: Sample | null;
  /** Whether tests take pinned outputs in place of executing those steps. */
  readonly usesPins: boolean;
  /** The item that is looked at beside the form, and that expressions are shown on; null: the first that failed, else the first. */
  readonly itemId: string | null;
  /** The newest test of this draft, whose data stand beside the form. */
  readonly testRunId: string | null;
  /** Frames around what is computed together. */
  readonly hasRegions: boolean;
  /** The step from which the effect of a replay is shown. */
  readonly replayFrom: string | null;
  readonly isOutlineOpen: boolean;
  /** What part of the drawing is seen; kept while another tab is open. */
  readonly viewport: { readonly x: number; readonly y: number; readonly zoom: number } | null;
};

export function createViewStore(): StoreApi<ViewState> {
  return createStore<ViewState>(() => ({
    selected: [],
    selectedEdge: null,
    palette: null,
    isDockOpen: true,
    isDockMaximised: false,
    tab: 'settings',
    focusField: null,
    renaming: null,
    connecting: null,
    sampleId: null,
    ownSample: null,
    usesPins: true,
    itemId: null,
    testRunId: null,
    hasRegions: false,
    replayFrom: null,
    isOutlineOpen: false,
    viewport: null,
  }));
}

/** Selects one step and shows its settings. */
export function openNode(view: StoreApi<ViewState>, node: string, at: { tab?: InspectorTab; field?: string | null } = {}): void {
  view.setState({
    selected: [node],
    selectedEdge: null,
    isDockOpen: true,
    tab: at.tab ?? view.getState().tab,
    focusField: at.field ?? null,
  });
}
