import { Handle, Position } from '@xyflow/react';
import { useStore } from 'zustand';
import type { CardPort } from './card-shape.ts';
import { gesture, portKey } from './connect-gesture.ts';
import classes from './step-card.module.css';

type PortProps = { node: string; port: CardPort; side: 'input' | 'output'; hasName: boolean; children?: React.ReactNode };

/** An input or output at the border of a card. */
export function Port({ node, port, side, hasName, children }: PortProps) {
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

/** While a wire is drawn: whether this port takes it. */
export function usePortFit(node: string, port: string, side: 'input' | 'output'): 'yes' | 'no' | 'held' | undefined {
  return useStore(gesture, ({ from, valid }) => {
    if (!from) return undefined;
    if (from.node === node && from.port === port && from.side === side) return 'held';
    return from.side !== side && valid.has(portKey(node, port)) ? 'yes' : 'no';
  });
}
