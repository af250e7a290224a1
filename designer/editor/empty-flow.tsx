import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { openPalette } from '../canvas/open-palette.ts';
import { EmptyState } from '../kit/empty-state.tsx';
import { useEditor } from '../state/editor-context.tsx';
import classes from './empty-flow.module.css';

/** What an empty canvas says. */
export function EmptyFlow() {
  const { view } = useEditor();
  return (
    <div className={classes.place}>
      <EmptyState
        title="A flow starts with a trigger."
        action={
          <Button
            variant="filled"
            leftSection={<IconPlus size={14} stroke={1.75} />}
            onClick={(event) => openPalette(view, event.currentTarget, { kind: 'free' })}
          >
            Choose a trigger
          </Button>
        }
      >
        A webhook, a schedule or a person sends the message; the steps behind it turn it into an order elsewhere. Press N to add the next
        step.
      </EmptyState>
    </div>
  );
}
