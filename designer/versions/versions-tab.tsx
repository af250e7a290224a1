import { SegmentedControl, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { useFlowVersions } from '../server/queries.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { EditorProvider, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { versionsTexts } from '../texts/versions.ts';
import { FlowDiffView } from './flow-diff-view.tsx';
import { againstOf, nameOf, useSide } from './sides.ts';
import { StepActions } from './step-actions.tsx';
import { VersionActions } from './version-actions.tsx';
import { useVersionView } from './version-address.ts';
import { VersionHead } from './version-head.tsx';
import { VersionList } from './version-list.tsx';
import classes from './versions-tab.module.css';
import { EnvironmentChoice, WhereItRan } from './where-it-ran.tsx';

/** The history of a flow: versions on the left, what differs between any two on the canvas. */
export function VersionsTab({ draft }: { draft: FlowDraft }) {
  const editor = useEditor();
  const { flowId, env, catalog, view: design } = editor;
  const [, go] = useLocation();
  const [view, setView] = useVersionView();
  const [search, setSearch] = useSearchParams();
  const ranIn = search.get('env');
  const [said, setSaid] = useState<{ message: string; isGood: boolean } | null>(null);
  const versions = useFlowVersions(flowId);
  const items = versions.data ?? [];
  const against = againstOf(view, items);
  const isAlone = view.isFlow || against === null;
  const after = useSide(view.version);
  const before = useSide(isAlone ? null : against);
  if (versions.isError) {
    return (
      <div className={classes.padded}>
        <FailureNote what={versionsTexts.failed} failure={versions.error} onRetry={() => void versions.refetch()} />
      </div>
    );
  }
  if (versions.isSuccess && items.length === 0) {
    return (
      <div className={classes.padded}>
        <EmptyState title={versionsTexts.none}>{versionsTexts.noneHelp}</EmptyState>
      </div>
    );
  }
  const isReady = versions.isSuccess && after.side !== null && (isAlone || before.side !== null);
  const failed = after.failure ? { ...after, which: view.version } : before.failure ? { ...before, which: against } : null;
  return (
    <div className={classes.split}>
      <div className={classes.left}>
        <div className={classes.which}>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={versionsTexts.whichList}
            value={ranIn === null ? 'versions' : 'deployments'}
            onChange={(value) => setSearch(value === 'versions' ? {} : { env })}
            data={[
              { value: 'versions', label: versionsTexts.title },
              { value: 'deployments', label: versionsTexts.deployments },
            ]}
          />
        </div>
        {ranIn === null ? (
          <VersionList
            draft={draft}
            versions={items}
            chosen={view.version}
            onChoose={(version) => {
              setSaid(null);
              setView({ version, against: null, chosen: null });
            }}
          />
        ) : (
          <EnvironmentChoice draft={draft} env={ranIn} onEnv={(next) => setSearch({ env: next })} />
        )}
      </div>
      {ranIn !== null ? (
        <WhereItRan env={ranIn} />
      ) : (
        <section className={classes.main} aria-label={nameOf(view.version)}>
          <VersionHead view={view} onView={setView} against={against} versions={items} deployments={draft.deployments}>
            <VersionActions
              side={after.side}
              version={items.find((version) => version.number === view.version)}
              latestVersion={items[0]?.number ?? null}
              onDeployed={setSaid}
            />
          </VersionHead>
          {said && (
            <div className={classes.said}>
              <Note family={said.isGood ? 'good' : 'warn'} icon={said.isGood ? 'circle-check' : 'alert-triangle'}>
                {said.message}
              </Note>
            </div>
          )}
          {failed ? (
            <div className={classes.padded}>
              <FailureNote
                what={versionsTexts.documentFailed(nameOf(failed.which ?? 'draft'))}
                failure={failed.failure}
                onRetry={failed.retry}
              />
            </div>
          ) : isReady && after.side ? (
            <FlowDiffView
              key={`${view.version} ${isAlone ? '' : against}`}
              before={isAlone ? null : before.side}
              after={after.side}
              catalog={catalog}
              env={env}
              selected={view.chosen}
              onSelect={(chosen) => setView({ chosen })}
              actions={({ stop, nodeId }) => (
                // What is done is done to the draft, not to the drawing around it.
                <EditorProvider value={editor}>
                  <StepActions
                    stop={stop}
                    nodeId={nodeId}
                    version={view.version}
                    against={isAlone ? null : against}
                    sides={[before.side, after.side]}
                    onOpen={(node) => {
                      openNode(design, node);
                      go(tabPath(flowId, 'design'));
                    }}
                  />
                </EditorProvider>
              )}
            />
          ) : (
            <Skeleton className={classes.loading ?? ''} />
          )}
        </section>
      )}
    </div>
  );
}
