import { Button, Kbd } from '@mantine/core';
import { IconBoxMultiple, IconListTree, IconNote, IconPlus, IconSearch } from '@tabler/icons-react';
import { canvasTexts } from '../texts/canvas.ts';
import classes from './bars.module.css';
import { openFind } from './find/find-store.ts';
import { Tool } from './zoom-bar.tsx';

const texts = canvasTexts.tools;

type Props = { onAdd: () => void; onNote: () => void; onGroup: () => void; onOutline: () => void; isOutlineOpen: boolean };

/** Top left: add a step, a note, a group; find; the list of all steps. */
export function CanvasTools({ onAdd, onNote, onGroup, onOutline, isOutlineOpen }: Props) {
  return (
    <div className={classes.bar} data-place="top-left">
      <Button
        size="xs"
        variant="subtle"
        className={classes.add ?? ''}
        leftSection={<IconPlus size={14} stroke={1.75} />}
        rightSection={<Kbd className={classes.key ?? ''}>N</Kbd>}
        onClick={onAdd}
      >
        {texts.addStep}
      </Button>
      <span className={classes.line} />
      <Tool label={texts.addNote} onClick={onNote}>
        <IconNote size={16} stroke={1.75} />
      </Tool>
      <Tool label={texts.group} keys="Ctrl G" onClick={onGroup}>
        <IconBoxMultiple size={16} stroke={1.75} />
      </Tool>
      <Tool label={texts.find} keys="Ctrl F" onClick={openFind}>
        <IconSearch size={16} stroke={1.75} />
      </Tool>
      <Tool label={texts.outline} keys="Ctrl Shift O" isOn={isOutlineOpen} onClick={onOutline}>
        <IconListTree size={16} stroke={1.75} />
      </Tool>
    </div>
  );
}
