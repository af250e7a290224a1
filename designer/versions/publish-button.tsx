import { Button, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { editorTexts } from '../texts/editor.ts';
import { versionsTexts } from '../texts/versions.ts';
import classes from './publish.module.css';
import { PublishForm } from './publish-form.tsx';

/** Makes the draft a version, and sets it live where nobody has to approve it. */
export function PublishButton({ next, latestVersion }: { next: number; latestVersion: number | null }) {
  const [isOpen, setIsOpen] = useState(false);
  const title = versionsTexts.publish(versionsTexts.version(next));
  const commands = useMemo<Command[]>(
    () => [{ id: 'flow.publish', title, icon: 'send', group: editorTexts.commands, run: () => setIsOpen(true) }],
    [title],
  );
  useCommands('publish', commands);
  return (
    <>
      <Button size="xs" variant="filled" className={classes.button ?? ''} onClick={() => setIsOpen(true)}>
        {title}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={title} size={620}>
        <PublishForm next={next} latestVersion={latestVersion} onDone={() => setIsOpen(false)} />
      </Modal>
    </>
  );
}
