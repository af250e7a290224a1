import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button } from '@mantine/core';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Page } from '../shell/page.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { editorTexts } from '../texts/editor.ts';
import { mapperTexts } from '../texts/mapper.ts';
import { CodeDialog } from './code-dialog.tsx';
import { DetailPanel } from './detail-panel.tsx';
import { fieldRows, type RowsQuery } from './field-rows.ts';
import classes from './mapper.module.css';
import { MapperActions } from './mapper-actions.tsx';
import { MapperProvider, useMapper, useMapperState } from './mapper-context.tsx';
import { MessageBar } from './message-bar.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { QuestionCard } from './question-card.tsx';
import { SourcePane } from './source-pane.tsx';
import { SuggestPanel } from './suggest-panel.tsx';
import { TargetPane } from './target-pane.tsx';
import { TestPanel } from './test-panel.tsx';
import { useMapperCommands } from './use-mapper-commands.ts';
import { useMapperModel } from './use-mapper-model.ts';
import { useWireDrag } from './use-wire-drag.ts';
import { WireLayer } from './wire-layer.tsx';
import { linksOf } from './wires.ts';

const mapType = 'transform.map';

/** The mapper of one step, over the whole window. */
export function MapperScreen({ nodeId }: { nodeId: string }) {
  const { flowId, view } = useEditor();
  const name = useDocument((state) => state.flow.name);
  const node = useDocument((state) => state.flow.nodes.find(({ id }) => id === nodeId));
  const [, go] = useLocation();
  const leave = useCallback(() => {
    view.setState({ selected: [nodeId], selectedEdge: null });
    go(tabPath(flowId, 'design'));
  }, [view, go, flowId, nodeId]);
  const crumbs = [
    { title: editorTexts.flows, path: '/flows' },
    { title: name, path: tabPath(flowId, 'design') },
    { title: node?.name ?? nodeId },
  ];
  if (node?.type !== mapType) {
    return (
      <Page crumbs={crumbs}>
        <div className={classes.emptyPane}>
          <EmptyState title={mapperTexts.notMap.title} action={<Button onClick={leave}>{mapperTexts.notMap.back}</Button>}>
            {mapperTexts.notMap.help}
          </EmptyState>
        </div>
      </Page>
    );
  }
  return <OpenMapper key={nodeId} node={node} crumbs={crumbs} onDone={leave} />;
}

function OpenMapper({ node, crumbs, onDone }: { node: FlowNode; crumbs: { title: string; path?: string }[]; onDone: () => void }) {
  const mapper = useMapperModel(node);
  const [before] = useState(node.config);
  useMapperCommands(mapper, onDone);
  return (
    <MapperProvider value={mapper}>
      <Page crumbs={crumbs} hasSearch={false} actions={<MapperActions onDone={onDone} />}>
        <MapperBody before={before} />
        <CodeDialog />
        <PasteDialog />
      </Page>
    </MapperProvider>
  );
}

const none: ReadonlySet<string> = new Set();

function MapperBody({ before }: { before: Record<string, unknown> }) {
  const { source, target, placed, coverage, state, suggestions } = useMapper();
  const { may } = useEditor();
  const open = useMapperState((now) => now.open);
  // Typing goes on while thousands of rows are filtered.
  const search = useDeferredValue(useMapperState((now) => now.search));
  const filter = useMapperState((now) => now.filter);
  const panel = useMapperState((now) => now.panel);
  const isPanelOpen = useMapperState((now) => now.isPanelOpen);
  const onGrab = useWireDrag();
  const sourceRows = useMemo(
    () => fieldRows(source, { open: open.source ?? none, search: search.source }),
    [source, open.source, search.source],
  );
  const keep = useMemo<RowsQuery['keep']>(() => {
    if (filter === 'all') return undefined;
    return ({ path, children, isFree }) => {
      const now = coverage.states.get(path);
      return now === 'needed' || (now === 'open' && children.length === 0 && !isFree);
    };
  }, [filter, coverage]);
  const targetRows = useMemo(
    () => fieldRows(target, { open: open.target ?? none, search: search.target, keep }),
    [target, open.target, search.target, keep],
  );
  const links = useMemo(() => linksOf(placed), [placed]);
  const used = useMemo(() => new Set(links.map(({ from }) => from)), [links]);
  const formulas = placed.filter(({ badge }) => badge === 'fx' || badge === 'lookup').length;
  return (
    <div className={classes.body} data-panel={isPanelOpen || undefined}>
      <SourcePane rows={sourceRows} used={used} onGrab={onGrab} />
      <section className={classes.middle} aria-label={mapperTexts.lines.label}>
        <div className={classes.middleHead}>
          {may.edit && (
            <Button
              size="xs"
              leftSection={<Glyph name="wand" size={14} />}
              disabled={suggestions.length === 0}
              aria-pressed={panel === 'suggest'}
              onClick={() => state.setState({ panel: panel === 'suggest' ? 'detail' : 'suggest', isPanelOpen: true })}
            >
              {mapperTexts.suggest.button(suggestions.length)}
            </Button>
          )}
        </div>
        <div className={classes.middleNote}>
          {placed.length === 0 ? mapperTexts.lines.none : mapperTexts.lines.summary(placed.length, formulas)}
        </div>
        <WireLayer links={links} sourceRows={sourceRows} targetRows={targetRows} />
      </section>
      <TargetPane rows={targetRows} onGrab={onGrab} />
      <aside className={classes.side}>
        {panel === 'suggest' ? <SuggestPanel /> : panel === 'test' ? <TestPanel before={before} /> : <DetailPanel />}
        {panel === 'detail' && <PreviewPanel />}
      </aside>
      <button
        type="button"
        className={classes.panelToggle}
        aria-expanded={isPanelOpen}
        onClick={() => state.setState({ isPanelOpen: !isPanelOpen })}
      >
        <Glyph name="layout-sidebar-right" size={16} />
        {mapperTexts.panel}
      </button>
      <QuestionCard />
      <MessageBar />
    </div>
  );
}
