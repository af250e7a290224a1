import type { Stop } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import { ReactFlowProvider } from '@xyflow/react';
import { type ReactNode, useEffectEvent, useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Dock } from '../editor/dock.tsx';
import { EditorProvider } from '../state/editor-context.tsx';
import { usePreference } from '../state/preferences.ts';
import { versionsTexts } from '../texts/versions.ts';
import { DiffCanvas } from './canvas/diff-canvas.tsx';
import { DiffLegend } from './canvas/diff-legend.tsx';
import type { Hidden } from './canvas/draw-union.ts';
import { viewOnlyEditor } from './canvas/view-only-editor.ts';
import panelClasses from './change-panel.module.css';
import { ChangePanel, nodeOf } from './change-panel.tsx';
import { ChangeWords } from './change-words.tsx';
import { type FlowDiff, flowDiff } from './flow-diff.ts';
import classes from './flow-diff-view.module.css';
import { StopList } from './stop-list.tsx';

export type DiffSide = { readonly name: string; readonly flow: Flow };

type Props = {
  /** null: the flow after is shown by itself. */
  readonly before: DiffSide | null;
  readonly after: DiffSide;
  readonly catalog: Catalog;
  readonly env: string;
  /** A step's id, a wire's key, or the key of another stop. */
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
  /** What can be done with the chosen change or step. */
  readonly actions?: ((chosen: { readonly stop: Stop | undefined; readonly nodeId: string | null }) => ReactNode) | undefined;
};

/** Any two flows as one drawing, with what differs in the panel below; or one flow by itself, to be looked at. */
export function FlowDiffView({ before, after, catalog, env, selected, onSelect, actions }: Props) {
  const [editor] = useState(() => viewOnlyEditor({ flow: after.flow, catalog, env }));
  const diff = useMemo(() => flowDiff(before?.flow ?? after.flow, after.flow), [before?.flow, after.flow]);
  return (
    <EditorProvider value={editor}>
      {/* Another pair of flows is looked at from the beginning. */}
      <ReactFlowProvider key={`${before?.name} ${after.name}`}>
        <Shown diff={diff} before={before} after={after} selected={selected} onSelect={onSelect} actions={actions} />
      </ReactFlowProvider>
    </EditorProvider>
  );
}

function Shown({ diff, before, after, selected, onSelect, actions }: Omit<Props, 'catalog' | 'env'> & { diff: FlowDiff }) {
  const [hidden, setHidden] = useState<Hidden>(new Set(['moved']));
  const [fitAsked, setFitAsked] = useState(0);
  const [height, setHeight] = usePreference('diffDockHeight');
  const stops = useMemo(() => diff.stops.filter((stop) => !hidden.has(stop.kind)), [diff, hidden]);
  const at = stops.findIndex((stop) => stop.key === selected);
  const nodeId = nodeOf(selected, diff.before, diff.after);
  const stop = diff.stops.find((each) => each.key === selected);
  const step = (by: 1 | -1) => {
    const next = stops[(at < 0 ? (by > 0 ? 0 : stops.length - 1) : at + by + stops.length) % stops.length];
    if (next) onSelect(next.key);
  };
  const onStep = useEffectEvent(step);
  const hasStops = stops.length > 0;
  const commands = useMemo<Command[]>(() => {
    const isEnabled = () => hasStops || versionsTexts.alike;
    const shared = { group: versionsTexts.title, isEnabled };
    return [
      { ...shared, id: 'diff.next', title: versionsTexts.next, icon: 'arrow-right', shortcut: [']', 'f8'], run: () => onStep(1) },
      {
        ...shared,
        id: 'diff.previous',
        title: versionsTexts.previous,
        icon: 'arrow-back-up',
        shortcut: ['[', 'shift+f8'],
        run: () => onStep(-1),
      },
      {
        ...shared,
        id: 'diff.fit',
        title: versionsTexts.fitChanges,
        icon: 'arrows-maximize',
        shortcut: 'shift+2',
        run: () => setFitAsked((asked) => asked + 1),
      },
    ];
  }, [hasStops]);
  useCommands('flow-diff', before ? commands : noCommands);
  const label = before
    ? versionsTexts.drawing(before.name, after.name)
    : versionsTexts.readOnlyDrawing(after.name, after.flow.nodes.length);
  return (
    <div className={classes.view}>
      <DiffCanvas diff={diff} label={label} hidden={hidden} selected={selected} onSelect={onSelect} fitAsked={fitAsked}>
        {before && (diff.stops.length > 0 || diff.moved.size > 0) && (
          <DiffLegend
            diff={diff}
            hidden={hidden}
            onHide={setHidden}
            at={at + 1}
            all={stops.length}
            onStep={step}
            onFit={() => setFitAsked(fitAsked + 1)}
          />
        )}
      </DiffCanvas>
      <Dock label={versionsTexts.panel} side="bottom" size={height} onResize={setHeight}>
        {before && diff.stops.length === 0 ? (
          <p className={panelClasses.hint}>
            <b>{versionsTexts.alike}</b> {versionsTexts.alikeHelp(diff.moved.size)}
          </p>
        ) : (
          <div className={panelClasses.panes} data-single={before === null || undefined}>
            {before && <StopList stops={stops} selected={selected} onSelect={onSelect} />}
            {before && !stop && nodeId === null ? (
              <section className={panelClasses.overview} aria-label={versionsTexts.overview}>
                <ChangeWords stops={stops} onOpen={(each) => onSelect(each.key)} />
              </section>
            ) : (
              <ChangePanel
                key={selected}
                diff={diff}
                stop={before ? stop : undefined}
                nodeId={nodeId}
                sides={before && [before.name, after.name]}
                actions={(stop || nodeId !== null) && actions?.({ stop: before ? stop : undefined, nodeId })}
              />
            )}
          </div>
        )}
      </Dock>
    </div>
  );
}

const noCommands: Command[] = [];
