import type { FlowNode } from '@crossdock/flows/document/flow';
import { ActionIcon, Popover, Textarea, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './inspector.module.css';

const texts = inspectorTexts.head;

/** Why the step is as it is, in the words of whoever built it. */
export function StepNote({ node }: { node: FlowNode }) {
  const { document, may } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const title = node.note === '' ? texts.addNote : texts.editNote;
  return (
    <Popover
      opened={isOpen}
      onChange={(open) => {
        setOpen(open);
        if (!open) document.endTyping();
      }}
      position="bottom-end"
      width={360}
      trapFocus
    >
      <Popover.Target>
        <Tooltip label={node.note === '' ? title : node.note} multiline maw={360} disabled={isOpen}>
          <ActionIcon
            size="xs"
            className={classes.noteButton ?? ''}
            data-has-note={node.note !== '' || undefined}
            aria-label={title}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            <Glyph name="note" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.noteBox ?? ''}>
        <Textarea
          label={texts.note}
          description={texts.noteHelp}
          placeholder={texts.notePlaceholder}
          inputWrapperOrder={['label', 'input', 'description']}
          value={node.note}
          maxLength={2000}
          rows={5}
          readOnly={!may.edit}
          data-autofocus
          onChange={(event) =>
            document.change([{ op: 'set-node-note', node: node.id, note: event.currentTarget.value }], { typing: `${node.id} note` })
          }
        />
      </Popover.Dropdown>
    </Popover>
  );
}
