// biome-ignore-all lint/a11y/noStaticElementInteractions: the role always comes with the label, it is only not written out here
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: see above
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import classes from './virtual-lines.module.css';

export type VirtualLinesHandle = { scrollTo: (index: number) => void };

type Props = {
  count: number;
  /** Pixels. */
  lineHeight: number;
  renderLine: (index: number) => ReactNode;
  label: string;
  role?: 'tree' | 'table' | 'listbox' | 'region';
  activeId?: string | undefined;
  onKeyDown?: (event: KeyboardEvent) => void;
  handle?: Ref<VirtualLinesHandle>;
  /** Stays on top while the lines scroll. */
  head?: ReactNode;
  /** Pixels; lines wider than the pane scroll sideways. */
  minWidth?: number;
  className?: string | undefined;
};

/** A scrolling pane of lines of one height, of which only those in view are drawn. */
export function VirtualLines(props: Props) {
  const { count, lineHeight, renderLine, label, role = 'region', activeId, onKeyDown, handle, head, minWidth, className } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: () => lineHeight, overscan: 12 });
  useImperativeHandle(handle, () => ({ scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }) }), [virtual]);
  return (
    <div
      ref={scroller}
      className={className === undefined ? classes.scroller : `${classes.scroller} ${className}`}
      role={role}
      aria-label={label}
      aria-activedescendant={activeId}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {head}
      <div className={classes.body} role="presentation" style={{ height: virtual.getTotalSize(), minWidth }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            role="presentation"
            className={classes.line}
            style={{ height: lineHeight, transform: `translateY(${item.start}px)`, ...(minWidth === undefined && { width: '100%' }) }}
          >
            {renderLine(item.index)}
          </div>
        ))}
      </div>
    </div>
  );
}
