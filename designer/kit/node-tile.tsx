import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { Glyph } from './glyph.tsx';
import classes from './node-tile.module.css';

/** The square that tells what a node may do: solid ink touches the outside world, tinted stays inside. */
export function NodeTile({ tile, icon, size = 24 }: { tile: NodeDescriptor['tile']; icon: string; size?: 20 | 24 | 28 }) {
  return (
    <span className={classes.tile} data-tile={tile} style={{ width: size, height: size }}>
      <Glyph name={icon} size={size === 20 ? 12 : 16} />
    </span>
  );
}
