import { Tooltip } from '@mantine/core';
import { IconAlertCircle, IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { countOf } from '../kit/format.ts';
import type { SaveState } from '../state/document-store.ts';
import { useDocument } from '../state/editor-context.tsx';
import classes from './editor-bar.module.css';

const icons = { saved: IconCloudCheck, saving: IconCloudUp, offline: IconCloudOff, refused: IconAlertCircle };

/** Whether the edits are on the server. Stands in the bar and is never a toast. */
export function SaveNote({ next }: { next: number }) {
  const save = useDocument((state) => state.save);
  const Icon = icons[save.kind];
  return (
    <Tooltip label={hint(save)} multiline maw={360}>
      <span className={classes.note} data-kind={save.kind} role="status">
        <Icon size={16} stroke={1.75} aria-hidden style={{ flex: 'none' }} />
        {text(save, next)}
      </span>
    </Tooltip>
  );
}

function text(save: SaveState, next: number): string {
  switch (save.kind) {
    case 'saved':
      return `Draft of v${next}, saved`;
    case 'saving':
      return `Draft of v${next}, saving`;
    case 'offline':
      return `Offline, ${countOf(save.changes, 'change')} kept here`;
    case 'refused':
      return 'Not saved';
  }
}

function hint(save: SaveState): string {
  switch (save.kind) {
    case 'saved':
      return 'Every edit is on the server';
    case 'saving':
      return 'On its way to the server';
    case 'offline':
      return 'The server does not answer. Your changes are kept in this browser, also over a reload, and sent when it is back.';
    case 'refused':
      return `${save.message} Undo the last change, or correct it; what you did since is kept here.`;
  }
}
