import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo, useState } from 'react';
import { useStore } from 'zustand';
import { NodeTile } from '../kit/node-tile.tsx';
import { useEditor, useView } from '../state/editor-context.tsx';
import { canvasTexts } from '../texts/canvas.ts';
import { CardBadge } from './card-badge.tsx';
import { gesture } from './connect-gesture.ts';
import { useDetail } from './detail.ts';
import type { StepNode } from './drawing.ts';
import { useFound } from './find/find-store.ts';
import { Port, usePortFit } from './ports/port.tsx';
import { PortPlus } from './ports/port-plus.tsx';
import { RenameField } from './rename-field.tsx';
import classes from './step-card.module.css';

/** Every step of a flow, drawn from its descriptor alone. */
export const StepCard = memo(function StepCard(props: NodeProps<StepNode>) {
  return useDetail() === 'block' ? <Block {...props} /> : <Card {...props} />;
});

/** From afar: a block in the colour of its tile. */
function Block({ id, data, selected }: NodeProps<StepNode>) {
  return (
    <div
      className={classes.step}
      data-selected={selected || undefined}
      data-status={data.run?.status}
      data-tile={data.descriptor?.tile ?? 'routing'}
      data-off={data.node.disabled || undefined}
      data-found={useFound(id)}
    >
      <div className={classes.card} />
    </div>
  );
}

function Card({ id, data, selected }: NodeProps<StepNode>) {
  const { node, descriptor, shape, run, isRunMode } = data;
  const { document } = useEditor();
  const isWhole = useDetail() === 'whole';
  const [isOver, setIsOver] = useState(false);
  // A wire drawn backwards may come from an error port, so then all of them show.
  const isWanted = useStore(gesture, ({ from }) => from?.side === 'input');
  const isNear = isOver || isWanted || selected;
  const isRenaming = useView((view) => view.renaming === id);
  const status = run?.status ?? (isRunMode ? 'pending' : undefined);
  const second = run?.caption || data.caption;
  return (
    <div
      className={classes.step}
      data-selected={selected || undefined}
      data-status={status}
      data-off={node.disabled || undefined}
      data-unknown={descriptor === undefined || undefined}
      data-tile={descriptor?.tile ?? 'routing'}
      data-found={useFound(id)}
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => setIsOver(false)}
    >
      <div className={classes.card}>
        {node.disabled && shape.inputs.length > 0 && shape.outputs.length > 0 && <span className={classes.through} aria-hidden />}
        <div className={classes.head}>
          <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} />
          <CardBadge data={data} />
        </div>
        {isRenaming ? (
          <RenameField
            card={id}
            value={node.name}
            label={canvasTexts.nameField}
            onChange={(name) => document.change([{ op: 'rename-node', node: id, name }])}
          />
        ) : (
          <div className={classes.name}>{node.name}</div>
        )}
        <div className={classes.caption} data-lines={shape.captionLines} title={second}>
          {descriptor ? second : canvasTexts.unknownType(node.type)}
        </div>
      </div>
      {isWhole && (
        <>
          {shape.inputs.map((port, i) => (
            <Port key={port.name} node={id} port={port} side="input" hasName={i > 0} />
          ))}
          {shape.outputs.map((port, i) => (
            <Port key={port.name} node={id} port={port} side="output" hasName={i >= shape.firstRow}>
              {!isRunMode && !data.wired.includes(port.name) && <PortPlus node={id} port={port} />}
            </Port>
          ))}
          {shape.undoX !== null && (isNear || data.wired.includes(undoPort)) && (
            <UndoPort node={id} x={shape.undoX} isWired={data.wired.includes(undoPort)} />
          )}
          {shape.errorX !== null && (isNear || data.wired.includes(errorPort) || (run?.failed ?? 0) > 0) && (
            <ErrorPort node={id} x={shape.errorX} isWired={data.wired.includes(errorPort)} failed={run?.failed ?? 0} />
          )}
        </>
      )}
    </div>
  );
}

function ErrorPort({ node, x, isWired, failed }: { node: string; x: number; isWired: boolean; failed: number }) {
  const fit = usePortFit(node, errorPort, 'output');
  return (
    <>
      <Handle
        id={errorPort}
        type="source"
        position={Position.Bottom}
        className={classes.errorPort}
        style={{ left: x }}
        data-fit={fit}
        data-wired={isWired || undefined}
        title={canvasTexts.itemsThatFailLeaveHere}
        role="img"
        aria-label={canvasTexts.outputError}
      />
      {failed > 0 && !isWired && (
        <span className={classes.exceptions} style={{ left: x }}>
          {failed === 1 ? '1 exception' : `${failed} exceptions`}
        </span>
      )}
    </>
  );
}

function UndoPort({ node, x, isWired }: { node: string; x: number; isWired: boolean }) {
  return (
    <Handle
      id={undoPort}
      type="source"
      position={Position.Bottom}
      className={classes.undoPort}
      style={{ left: x }}
      data-fit={usePortFit(node, undoPort, 'output')}
      data-wired={isWired || undefined}
      title={canvasTexts.undoWhatIsWiredHere}
      role="img"
      aria-label={canvasTexts.outputUndo}
    />
  );
}
