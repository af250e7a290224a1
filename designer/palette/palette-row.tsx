import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { dragFormat } from '../canvas/use-drop-type.ts';
import { NodeTile } from '../kit/node-tile.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import classes from './palette.module.css';
import { behaviour } from './search-types.ts';

type Props = { type: NodeDescriptor; isChosen: boolean; onPoint: () => void; onAdd: (isOpened: boolean) => void };

/** One node type: a click adds it, a drag takes it to the canvas. */
export function PaletteRow({ type, isChosen, onPoint, onAdd }: Props) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the search field above takes the keys for all rows
    <div
      id={`palette-${type.type}`}
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      className={classes.row}
      data-chosen={isChosen || undefined}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragFormat, `${type.type}@${type.version}`);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onPointerMove={() => !isChosen && onPoint()}
      onClick={(event) => onAdd(event.shiftKey)}
    >
      <NodeTile tile={type.tile} icon={type.icon} />
      <span className={classes.texts}>
        <span className={classes.title}>{type.title}</span>
        <span className={classes.summary}>{type.summary}</span>
      </span>
      {isChosen ? <ShortcutCaps shortcut="enter" /> : <span className={classes.kind}>{behaviour(type)}</span>}
    </div>
  );
}
