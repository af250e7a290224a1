import { catalogOf } from '@crossdock/flows/graph/catalog';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { usePresence } from '../presence/use-presence.ts';
import { useFlow, useNodeTypes } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { createFlowDocument } from '../state/document-store.ts';
import type { Draft } from '../state/draft.ts';
import { type Editor, EditorProvider } from '../state/editor-context.tsx';
import { useEditorRights } from '../state/editor-rights.ts';
import { browserShelf } from '../state/kept-edits.ts';
import { lookOnly } from '../state/look-only.ts';
import { operationsSender } from '../state/send-operations.ts';
import { createViewStore } from '../state/view-store.ts';
import { editorTexts as texts } from '../texts/editor.ts';
import { EditorFrame } from './editor-frame.tsx';
import { EditorSkeleton } from './editor-skeleton.tsx';
import classes from './flow-editor.module.css';
import { useFlowEvents } from './use-flow-events.ts';

/** One flow, open: its canvas, test cases, runs, versions and settings. */
export function FlowEditor({ flowId }: { flowId: string }) {
  const draft = useFlow(flowId);
  const types = useNodeTypes();
  const failure = draft.error ?? types.error;
  if (draft.data && types.data) return <OpenFlow key={flowId} draft={draft.data} types={types.data} />;
  return (
    <Page crumbs={[{ title: texts.flows, path: '/flows' }, { title: flowId }]}>
      {failure ? (
        <div className={classes.failure}>
          <FailureNote
            what={texts.theFlowCouldNotBe}
            failure={failure}
            onRetry={() => {
              void draft.refetch();
              void types.refetch();
            }}
          />
        </div>
      ) : (
        <EditorSkeleton />
      )}
    </Page>
  );
}

type OpenProps = { draft: FlowDraft; types: NonNullable<ReturnType<typeof useNodeTypes>['data']> };

function OpenFlow({ draft, types }: OpenProps) {
  const { name: env } = useEnvironment();
  const flowId = draft.flow.id;
  const [document] = useState(() =>
    createFlowDocument({ draft: draft as Draft, send: operationsSender(flowId), shelf: browserShelf(flowId) }),
  );
  const [view] = useState(createViewStore);
  const catalog = useMemo(() => catalogOf(types), [types]);
  const may = useEditorRights(env, draft.flow.channel);
  const shared = useMemo(() => (may.edit ? document : lookOnly(document)), [may.edit, document]);
  const editor = useMemo<Editor>(() => ({ flowId, env, document: shared, view, catalog, may }), [flowId, env, shared, view, catalog, may]);

  useEffect(() => {
    const onOnline = () => void document.flush();
    const onHide = () => void document.flush();
    window.addEventListener('online', onOnline);
    window.addEventListener('pagehide', onHide);
    return () => {
      window.removeEventListener('online', onOnline);
      window.removeEventListener('pagehide', onHide);
      // Whoever comes back soon gets what was saved now, not what was fetched before.
      void document.flush().then(() => queryClient.invalidateQueries({ queryKey: queryKeys.flow(flowId), exact: true }));
    };
  }, [document, flowId]);
  useEffect(() => document.receive(draft as Draft), [document, draft]);
  useFlowEvents(editor);
  usePresence(editor);

  return (
    <EditorProvider value={editor}>
      <ReactFlowProvider>
        <EditorFrame draft={draft} />
      </ReactFlowProvider>
    </EditorProvider>
  );
}
