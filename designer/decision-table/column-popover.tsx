import { Popover } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import classes from './screen.module.css';

/** The form of a column, below its head. */
export function ColumnPopover({ column, onClose, children }: { column: number; onClose: () => void; children: ReactNode }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    // A column that was just added is scrolled to first.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() =>
        setBox(document.querySelector(`[data-column-head="${column}"]`)?.getBoundingClientRect() ?? null),
      );
    });
    return () => cancelAnimationFrame(frame);
  }, [column]);
  if (!box) return null;
  return (
    <Popover opened onChange={(isOpen) => !isOpen && onClose()} width={380} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <span style={{ position: 'fixed', left: box.left, top: box.bottom, width: 1, height: 1 }} />
      </Popover.Target>
      <Popover.Dropdown className={classes.pop ?? ''}>{children}</Popover.Dropdown>
    </Popover>
  );
}
