import { Button, Popover } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { ChangeList } from './change-list.tsx';
import classes from './changes.module.css';
import { useFlowDiff } from './use-flow-diff.ts';

/** How far the draft is from the newest version; opens the differences in words. */
export function ChangesButton({ from }: { from: number | null }) {
  const changes = useDocument((state) => state.changes);
  const [isOpen, setIsOpen] = useState(false);
  if (from === null) return null;
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={560} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          leftSection={<IconGitCompare size={14} stroke={1.75} />}
          onClick={() => setIsOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          Changes <span className={classes.count}>{changes}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''}>{isOpen && <Changes from={from} />}</Popover.Dropdown>
    </Popover>
  );
}

function Changes({ from }: { from: number }) {
  const { flowId } = useEditor();
  const revision = useDocument((state) => state.revision);
  const diff = useFlowDiff(flowId, String(from), 'draft', revision);
  if (diff.error) return <FailureNote what="The changes could not be loaded" failure={diff.error} onRetry={() => void diff.refetch()} />;
  if (!diff.data) return <div className={classes.waiting} />;
  return <ChangeList changes={diff.data} empty={`The draft behaves like v${from}.`} />;
}
