import type { EnvironmentClass } from '../server/shapes.ts';
import classes from './env-chip.module.css';
import { Glyph } from './glyph.tsx';

export const environmentIcons: Record<EnvironmentClass, string> = { dev: 'tool', test: 'flask', prod: 'lock' };

type Props = { name: string; kind: EnvironmentClass; size?: 'md' | 'sm'; hasMenu?: boolean };

/** An environment by name, drawn by its class: outlined, tinted or filled plum. */
export function EnvChip({ name, kind, size = 'md', hasMenu = false }: Props) {
  return (
    <span className={classes.chip} data-kind={kind} data-size={size}>
      <Glyph name={environmentIcons[kind]} size={size === 'md' ? 14 : 12} />
      {name}
      {hasMenu && <Glyph name="chevron-down" size={12} />}
    </span>
  );
}
