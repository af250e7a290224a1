import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react';
import { editorTexts as texts } from '../texts/editor.ts';
import classes from './dock.module.css';

type Props = {
  label: string;
  side: 'bottom' | 'right';
  /** Height at the bottom, width at the right, in pixels. */
  size: number;
  isMaximised?: boolean;
  onResize: (size: number) => void;
  children: ReactNode;
};

const smallest = { bottom: 160, right: 360 };
const keyStep = 24;

/** The panel below or beside the canvas. Its edge is pulled with the pointer or moved with the arrow keys. */
export function Dock({ label, side, size, isMaximised = false, onResize, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  const isBottom = side === 'bottom';
  const most = () => {
    const room = panel.current?.parentElement;
    return Math.max(smallest[side], isBottom ? (room?.clientHeight ?? 900) - 280 : (room?.clientWidth ?? 1400) - 240);
  };
  const resize = (to: number) => onResize(Math.round(Math.max(smallest[side], Math.min(most(), to))));

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.preventDefault();
    const grip = event.currentTarget;
    grip.setPointerCapture(event.pointerId);
    const start = isBottom ? event.clientY : event.clientX;
    const from = isBottom ? (panel.current?.offsetHeight ?? size) : (panel.current?.offsetWidth ?? size);
    const follow = (move: globalThis.PointerEvent) => resize(from + start - (isBottom ? move.clientY : move.clientX));
    const stop = () => {
      grip.removeEventListener('pointermove', follow);
      grip.removeEventListener('pointerup', stop);
      grip.removeEventListener('pointercancel', stop);
    };
    grip.addEventListener('pointermove', follow);
    grip.addEventListener('pointerup', stop);
    grip.addEventListener('pointercancel', stop);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const grow = isBottom ? 'ArrowUp' : 'ArrowLeft';
    const shrink = isBottom ? 'ArrowDown' : 'ArrowRight';
    if (event.key !== grow && event.key !== shrink) return;
    event.preventDefault();
    event.stopPropagation();
    resize(size + (event.key === grow ? keyStep : -keyStep));
  };

  return (
    <section
      ref={panel}
      className={classes.dock}
      data-dock
      data-side={side}
      data-maximised={isMaximised || undefined}
      style={
        isMaximised
          ? undefined
          : isBottom
            ? { height: `min(${size}px, calc(100% - 280px))` }
            : { width: `min(${size}px, calc(100% - 240px))` }
      }
      aria-label={label}
    >
      {!isMaximised && (
        // biome-ignore lint/a11y/useSemanticElements: a rule cannot be pulled
        <div
          className={classes.grip}
          role="separator"
          aria-orientation={isBottom ? 'horizontal' : 'vertical'}
          aria-label={texts.sizeOfThePanel(label)}
          aria-valuenow={size}
          tabIndex={0}
          onPointerDown={onPointerDown}
          onKeyDown={onKeyDown}
        />
      )}
      {children}
    </section>
  );
}
