import type { Flow } from '@crossdock/flows/document/flow';
import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { CloseButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { NodeTile } from '../kit/node-tile.tsx';
import { stepLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { canvasTexts } from '../texts/canvas.ts';
import { deriveCanvas } from './derive-canvas.ts';
import type { Drawing, StepData } from './drawing.ts';
import classes from './outline-list.module.css';
import { readingOrder } from './walk.ts';

/** All steps, ports and states as a list: the canvas for those who read it with a screen reader, or look for a step among 200. */
export function OutlineList({ drawing: shown, flow }: { drawing: Drawing; flow: Flow }) {
  const { view } = useEditor();
  const [text, setText] = useState('');
  // The steps of collapsed groups are not drawn, but listed.
  const drawing = useMemo(
    () =>
      flow.groups.length > 0 && shown.input ? deriveCanvas({ ...shown.input, flow: { ...flow, groups: [] }, places: new Map() }) : shown,
    [flow, shown],
  );
  const selected = new Set(drawing.nodes.filter((node) => node.selected === true).map((node) => node.id));
  const steps = new Map(drawing.nodes.flatMap((node) => (node.type === 'step' ? [[node.id, node.data as StepData] as const] : [])));
  return (
    <nav className={classes.list} aria-label={canvasTexts.allStepsOfTheFlow}>
      <header className={classes.head}>
        <h2 className={classes.title}>{canvasTexts.stepsList}</h2>
        <span className={classes.count}>{flow.nodes.length}</span>
        <CloseButton size="sm" aria-label={canvasTexts.closeTheList} onClick={() => view.setState({ isOutlineOpen: false })} />
      </header>
      <input
        className={classes.find}
        data-find-step
        placeholder={canvasTexts.findAStep}
        aria-label={canvasTexts.findAStep}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          view.setState({ isOutlineOpen: false });
        }}
      />
      <ol className={classes.rows}>
        {readingOrder(flow).map((id) => {
          const data = steps.get(id);
          if (!data || !`${data.node.name} ${data.descriptor?.title} ${data.caption}`.toLowerCase().includes(text.toLowerCase()))
            return null;
          return <OutlineRow key={id} data={data} leads={leadsTo(flow, id, data.shape.outputs.length > 1)} isSelected={selected.has(id)} />;
        })}
      </ol>
    </nav>
  );
}

type Lead = { readonly port: string; readonly to: string };

function OutlineRow({ data, leads, isSelected }: { data: StepData; leads: readonly Lead[]; isSelected: boolean }) {
  const { view } = useEditor();
  const { node, descriptor, problems, run } = data;
  return (
    <li>
      <button
        type="button"
        className={classes.row}
        data-selected={isSelected || undefined}
        aria-current={isSelected}
        onClick={() => openNode(view, node.id)}
      >
        <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} size={20} />
        <span className={classes.texts}>
          <span className={classes.name}>
            {node.name}
            {node.disabled && <span className={classes.off}> off</span>}
          </span>
          <span className={classes.leads}>
            {leads.length === 0
              ? canvasTexts.endsHere
              : leads.map((lead) => `${lead.port === '' ? '' : `${lead.port} `}to ${lead.to}`).join('; ')}
          </span>
        </span>
        {run && <StatusBadge look={stepLooks[run.status]} variant="icon" />}
        {!run && problems && (
          <span
            className={classes.problems}
            data-severity={problems.severity}
          >{`${problems.count} ${problems.severity}${problems.count === 1 ? '' : 's'}`}</span>
        )}
      </button>
    </li>
  );
}

/** Where the wires of a step lead; the port is named where there are several. */
function leadsTo(flow: Flow, id: string, hasSeveral: boolean): Lead[] {
  return flow.edges
    .filter((edge) => edge.from.node === id)
    .map((edge) => ({
      port: hasSeveral || edge.from.port === errorPort || edge.from.port === undoPort ? edge.from.port : '',
      to: flow.nodes.find((node) => node.id === edge.to.node)?.name ?? edge.to.node,
    }));
}
