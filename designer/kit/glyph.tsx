import classes from './glyph.module.css';
import { icons } from './icons.ts';

type Props = {
  /** Tabler name in kebab case; an unknown one draws a box. */
  name: string;
  /** Pixels: 12 in chips, 14 in tables and buttons, 16, 18 in the rail. Default 16. */
  size?: 12 | 14 | 16 | 18 | 20;
  className?: string | undefined;
};

/** An icon that says nothing by itself: words or a label stand beside it. */
export function Glyph({ name, size = 16, className }: Props) {
  const Icon = icons[name] ?? icons.box;
  if (!Icon) return null;
  return (
    <Icon
      size={size}
      stroke={size === 12 ? 2.25 : 1.75}
      aria-hidden
      className={className === undefined ? classes.glyph : `${classes.glyph} ${className}`}
    />
  );
}
