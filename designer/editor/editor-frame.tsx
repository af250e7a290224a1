import { lazy, Suspense } from 'react';
import { useParams, useSearchParams } from 'wouter';
import { PresenceAvatars } from '../presence/presence-avatars.tsx';
import { useFlows } from '../server/queries.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { type Crumb, Page } from '../shell/page.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { TestCasesTab } from '../test-cases/test-cases-tab.tsx';
import { editorTexts as texts } from '../texts/editor.ts';
import { VersionsTab } from '../versions/versions-tab.tsx';
import { CanvasScreen } from './canvas-screen.tsx';
import { ConflictsDialog } from './conflicts-dialog.tsx';
import { EditorBar } from './editor-bar.tsx';
import { type EditorTab, tabOf } from './editor-tabs.ts';
import classes from './flow-editor.module.css';
import { useCallers } from './flow-trail.ts';
import { RunScreen } from './run-screen.tsx';
import { RunsTab } from './runs-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { useStepPlaces } from './use-step-places.ts';

const MapperScreen = lazy(async () => ({ default: (await import('../mapper/mapper-screen.tsx')).MapperScreen }));
const TableScreen = lazy(async () => ({ default: (await import('../decision-table/table-screen.tsx')).TableScreen }));

/** The bars and, below them, the tab that the address names. */
export function EditorFrame({ draft }: { draft: FlowDraft }) {
  const { tab: part, nodeId } = useParams<{ tab?: string; nodeId?: string }>();
  const [search] = useSearchParams();
  const tab = tabOf(part);
  const run = tab === 'runs' ? search.get('run') : null;
  const name = useDocument((state) => state.flow.name);
  const channel = useDocument((state) => state.flow.channel);
  const callers = useCallerCrumbs();
  useStepPlaces();
  if (part === 'map' && nodeId !== undefined) {
    return (
      <>
        <Suspense fallback={null}>
          <MapperScreen nodeId={nodeId} />
        </Suspense>
        <ConflictsDialog />
      </>
    );
  }
  return (
    <Page
      crumbs={[
        { title: texts.flows, path: '/flows' },
        { title: channel || texts.general, path: `/flows?channel=${encodeURIComponent(channel)}` },
        ...callers,
        { title: name },
      ]}
      actions={<PresenceAvatars />}
    >
      <EditorBar tab={tab} run={run} draft={draft} />
      <div className={classes.body}>
        {part === 'table' && nodeId !== undefined ? (
          <Suspense fallback={null}>
            <TableScreen nodeId={nodeId} />
          </Suspense>
        ) : run === null ? (
          <Tab tab={tab} draft={draft} />
        ) : (
          <RunScreen runId={run} />
        )}
      </div>
      <ConflictsDialog />
    </Page>
  );
}

/** The flows one came from by opening what they call: each leads back. */
function useCallerCrumbs(): Crumb[] {
  const { flowId, env } = useEditor();
  const callers = useCallers(flowId);
  const flows = useFlows(env);
  return callers.map((id) => ({ title: flows.data?.find((flow) => flow.id === id)?.name ?? id, path: `/flows/${id}` }));
}

function Tab({ tab, draft }: { tab: EditorTab; draft: FlowDraft }) {
  switch (tab) {
    case 'design':
      return <CanvasScreen />;
    case 'tests':
      return <TestCasesTab />;
    case 'runs':
      return <RunsTab />;
    case 'versions':
      return <VersionsTab draft={draft} />;
    case 'settings':
      return <SettingsTab />;
  }
}
