import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { createFlowDocument } from '../../state/document-store.ts';
import type { Editor } from '../../state/editor-context.tsx';
import { createViewStore } from '../../state/view-store.ts';

const onlyLook = { edit: false, publish: false, test: false, see: false };

/** What the cards of a drawing need of an editor, where nothing is edited: its own selection, and a document that nobody saves. */
export function viewOnlyEditor({ flow, catalog, env }: { readonly flow: Flow; readonly catalog: Catalog; readonly env: string }): Editor {
  const document = createFlowDocument({
    draft: { flow, revision: 0, problems: [], changes: 0 },
    send: async () => ({ kind: 'refused', message: '' }),
    shelf: { read: () => null, write: () => {} },
  });
  return { flowId: flow.id, env, document, view: createViewStore(), catalog, may: onlyLook };
}
