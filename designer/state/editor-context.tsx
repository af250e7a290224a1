import type { Catalog } from '@crossdock/flows/graph/catalog';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { DocumentState, FlowDocument } from './document-store.ts';
import type { EditorRights } from './editor-rights.ts';
import type { ViewState } from './view-store.ts';

/** What every part of an open editor shares. The object changes only with the environment and with what one may do. */
export type Editor = {
  readonly flowId: string;
  readonly env: string;
  readonly document: FlowDocument;
  readonly view: StoreApi<ViewState>;
  readonly catalog: Catalog;
  readonly may: EditorRights;
};

const EditorContext = createContext<Editor | null>(null);
export const EditorProvider = EditorContext.Provider;

/** The editor around, where there is one: some parts also stand on pages of their own. */
export function useOpenEditor(): Editor | null {
  return useContext(EditorContext);
}

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('used outside the flow editor');
  return editor;
}

/** One thing of the document; the selector should give the same object while nothing of it changed. */
export function useDocument<T>(selector: (state: DocumentState) => T): T {
  return useStore(useEditor().document.store, selector);
}

/** One thing of the view. */
export function useView<T>(selector: (state: ViewState) => T): T {
  return useStore(useEditor().view, selector);
}
