import { diff } from '@crossdock/flows/diff/diff';
import { stopsOf } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';
import { Button, Group, Modal } from '@mantine/core';
import { useMemo } from 'react';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import classes from './become-dialog.module.css';
import { ChangeWords } from './change-words.tsx';
import { toBecome } from './draft-edits.ts';

type Props = {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  /** What undo calls it. */
  readonly undo: string;
  /** What the draft becomes. */
  readonly target: Flow;
  /** The newest version: what the draft has besides it goes. */
  readonly latest: Flow;
  readonly onClose: () => void;
};

/** Before the draft becomes another document: lists what of it goes. */
export function BecomeDialog({ title, lead, action, undo, target, latest, onClose }: Props) {
  const { document } = useEditor();
  const draft = useDocument((state) => state.flow);
  const stops = useMemo(() => stopsOf(diff(latest, draft), latest, draft), [latest, draft]);
  return (
    <Modal opened onClose={onClose} title={title} size={560}>
      <div className={classes.dialog}>
        <p>{lead}</p>
        <div className={classes.goes}>
          <ChangeWords stops={stops} />
        </div>
        <p className={classes.hint}>{versionsTexts.restoreKeeps}</p>
        <Group justify="flex-end" gap={8}>
          <Button onClick={onClose} data-autofocus>
            {versionsTexts.keepDraft}
          </Button>
          <Button
            variant="filled"
            onClick={() => {
              document.change(toBecome(draft, target), { title: undo });
              onClose();
            }}
          >
            {action}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
