import type { FlowDocument } from './document-store.ts';

/** The same document for somebody who may only look: nothing changes it, whatever a control still tries. */
export function lookOnly(document: FlowDocument): FlowDocument {
  return { ...document, change: () => {}, undo: () => {}, redo: () => {}, settle: () => {} };
}
