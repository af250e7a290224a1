import { errorPort, undoPort } from '@crossdock/nodes/contract/define-node';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useStore } from 'zustand';
import { NodeTile } from '../kit/node-tile.tsx';
import { useView } from '../state/editor-context.tsx';
import { CardBadge } from './card-badge.tsx';
import type { CardPort } from './card-shape.ts';
import { gesture, portKey } from './connect-gesture.ts';
import type { StepNode } from './derive-canvas.ts';
import { PortPlus } from './port-plus.tsx';
import { RenameField } from './rename-field.tsx';
import classes from './step-card.module.css';

/** Every step of a flow, drawn from its descriptor alone. */
export const StepCard = memo(function StepCard({ id, data, selected }: NodeProps<StepNode>) {
  const { node, descriptor, shape, run, isRunMode } = data;
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
    >
      <div className={classes.card}>
        <div className={classes.head}>
          <NodeTile tile={descriptor?.tile ?? 'routing'} icon={descriptor?.icon ?? 'help-circle'} />
          <CardBadge data={data} />
        </div>
        {isRenaming ? <RenameField node={node} /> : <div className={classes.name}>{node.name}</div>}
        <div className={classes.caption} title={second}>
          {descriptor ? second : `unknown type ${node.type}`}
        </div>
      </div>
      {shape.inputs.map((port, i) => (
        <Port key={port.name} node={id} port={port} side="input" hasName={i > 0} />
      ))}
      {shape.outputs.map((port, i) => (
        <Port key={port.name} node={id} port={port} side="output" hasName={i >= shape.firstRow}>
          {!isRunMode && !data.wired.includes(port.name) && <PortPlus node={id} port={port} />}
        </Port>
      ))}
      {shape.undoX !== null && <UndoPort node={id} x={shape.undoX} isWired={data.wired.includes(undoPort)} />}
      {shape.errorX !== null && <ErrorPort node={id} x={shape.errorX} isWired={data.wired.includes(errorPort)} failed={run?.failed ?? 0} />}
    </div>
  );
});

type PortProps = { node: string; port: CardPort; side: 'input' | 'output'; hasName: boolean; children?: React.ReactNode };

function Port({ node, port, side, hasName, children }: PortProps) {
  const fit = usePortFit(node, port.name, side);
  return (
    <>
      {hasName && (
        <span className={classes.portName} data-side={side} style={{ top: port.y - 11 }}>
          {port.title}
        </span>
      )}
      <Handle
        id={port.name}
        type={side === 'input' ? 'target' : 'source'}
        position={side === 'input' ? Position.Left : Position.Right}
        className={classes.port}
        style={{ top: port.y }}
        data-fit={fit}
        title={port.title}
        role="img"
        aria-label={`${side === 'input' ? 'Input' : 'Output'} ${port.title}`}
      />
      {children}
    </>
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
        title="Items that fail leave here; without a wire they become exceptions"
        role="img"
        aria-label="Output error"
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
      title="Undo: what is wired here is executed only when the effect is taken back"
      role="img"
      aria-label="Output undo"
    />
  );
}

/** While a wire is drawn: whether this port takes it. */
function usePortFit(node: string, port: string, side: 'input' | 'output'): 'yes' | 'no' | 'held' | undefined {
  return useStore(gesture, ({ from, valid }) => {
    if (!from) return undefined;
    if (from.node === node && from.port === port && from.side === side) return 'held';
    return from.side !== side && valid.has(portKey(node, port)) ? 'yes' : 'no';
  });
}
