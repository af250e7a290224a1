import { IconBan } from '@tabler/icons-react';
import { useStore } from 'zustand';
import { gesture } from './connect-gesture.ts';
import classes from './refusal-tip.module.css';

/** Beside the pointer: why the card below it takes no wire. */
export function RefusalTip() {
  const refusal = useStore(gesture, (state) => state.refusal);
  if (!refusal) return null;
  return (
    <div className={classes.tip} style={{ left: refusal.x + 16, top: refusal.y + 14 }} role="status">
      <IconBan size={14} stroke={1.75} aria-hidden />
      {refusal.reason}
    </div>
  );
}
