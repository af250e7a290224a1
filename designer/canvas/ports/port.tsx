import { Handle, Position } from '@xyflow/react';
import { useStore } from 'zustand';
import type { CardPort } from '../card-shape.ts';
import { gesture, portKey } from '../connect-gesture.ts';
import { endOf } from '../groups/group-ids.ts';
import classes from '../step-card.module.css';
import { portTip, usePortType } from './port-facts.ts';

type Side = 'input' | 'output';
type PortProps = { node: string; port: CardPort; side: Side; hasName: boolean; children?: React.ReactNode };

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
      {side === 'output' && <TypeLabel node={node} port={port} />}
      <Handle
        id={port.name}
        type={side === 'input' ? 'target' : 'source'}
        position={side === 'input' ? Position.Left : Position.Right}
        className={classes.port}
        style={{ top: port.y }}
        data-fit={fit}
        title={port.title}
        // Asked for when the pointer comes: what passed in the last test changes more often than the card.
        onPointerEnter={(event) => event.currentTarget.setAttribute('title', portTip(node, port.name, side, port.title))}
        role="img"
        aria-label={`${side === 'input' ? 'Input' : 'Output'} ${port.title}`}
      />
      {children}
    </>
  );
}

/** What kind of record leaves here; to be read from near. */
function TypeLabel({ node, port }: { node: string; port: CardPort }) {
  const type = usePortType(node, port.name, 'output');
  return (
    type !== undefined && (
      <span className={classes.portType} style={{ top: port.y - 21 }}>
        {type}
      </span>
    )
  );
}

/** While a wire is drawn: whether this port takes it. */
export function usePortFit(card: string, handle: string, side: Side): 'yes' | 'no' | 'held' | undefined {
  return useStore(gesture, ({ from, valid }) => {
    if (!from) return undefined;
    const { node, port } = endOf(card, handle);
    if (from.node === node && from.port === port && from.side === side) return 'held';
    return from.side !== side && valid.has(portKey(node, port)) ? 'yes' : 'no';
  });
}
