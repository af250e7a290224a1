import { Button, Kbd } from '@mantine/core';
import { IconListTree, IconNote, IconPlus } from '@tabler/icons-react';
import classes from './bars.module.css';
import { Tool } from './zoom-bar.tsx';

type Props = { onAdd: (beside: Element) => void; onNote: () => void; onOutline: () => void; isOutlineOpen: boolean };

/** Top left: add a step, a note, and the list of all steps. */
export function CanvasTools({ onAdd, onNote, onOutline, isOutlineOpen }: Props) {
  return (
    <div className={classes.bar} data-place="top-left">
      <Button
        size="xs"
        variant="subtle"
        className={classes.add ?? ''}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        rightSection={<Kbd className={classes.key ?? ''}>N</Kbd>}
        onClick={(event) => onAdd(event.currentTarget)}
      >
        Add step
      </Button>
      <span className={classes.line} />
      <Tool label="Add a note" onClick={onNote}>
        <IconNote size={16} stroke={1.75} />
      </Tool>
      <Tool label="List of all steps" keys="Ctrl Shift O" isOn={isOutlineOpen} onClick={onOutline}>
        <IconListTree size={16} stroke={1.75} />
      </Tool>
    </div>
  );
}
