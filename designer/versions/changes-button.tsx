import { Button, Popover } from '@mantine/core';
import { IconGitCompare } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { FailureNote } from '../kit/error-note.tsx';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { versionsTexts } from '../texts/versions.ts';
import { BecomeDialog } from './become-dialog.tsx';
import { ChangeWords } from './change-words.tsx';
import classes from './changes.module.css';
import { useDraftDiff } from './use-latest.ts';
import { versionsPath } from './version-address.ts';

/** How far the draft is from the newest version; opens the differences in words, the way to see them drawn, and the way back. */
export function ChangesButton({ from }: { from: number | null }) {
  const changes = useDocument((state) => state.changes);
  const [isOpen, setIsOpen] = useState(false);
  const [isDiscarding, setIsDiscarding] = useState(false);
  if (from === null) return null;
  return (
    <>
      <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={480} trapFocus>
        <Popover.Target>
          <Button
            size="xs"
            leftSection={<IconGitCompare size={14} stroke={1.75} />}
            onClick={() => setIsOpen(!isOpen)}
            aria-expanded={isOpen}
            title={versionsTexts.changesHint(changes, from)}
          >
            {versionsTexts.changes} <span className={classes.count}>{changes}</span>
          </Button>
        </Popover.Target>
        <Popover.Dropdown className={classes.dropdown ?? ''}>
          {isOpen && (
            <Changes
              from={from}
              onLeave={() => setIsOpen(false)}
              onDiscard={() => {
                setIsOpen(false);
                setIsDiscarding(true);
              }}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      {isDiscarding && <Discard from={from} onClose={() => setIsDiscarding(false)} />}
    </>
  );
}

type Props = { readonly from: number; readonly onLeave: () => void; readonly onDiscard: () => void };

function Changes({ from, onLeave, onDiscard }: Props) {
  const { flowId, view } = useEditor();
  const [, go] = useLocation();
  const { diff, failure, retry } = useDraftDiff(from);
  if (failure) return <FailureNote what={versionsTexts.changesFailed} failure={failure} onRetry={retry} />;
  if (!diff) return <div className={classes.waiting} />;
  const { changes, stops } = diff;
  return (
    <>
      {changes.length > 0 && <h3 className={classes.head}>{versionsTexts.changesSince(changes.length, from)}</h3>}
      <div className={classes.list}>
        {changes.length === 0 ? (
          <p className={classes.empty}>{versionsTexts.behavesLike(from)}</p>
        ) : (
          <ChangeWords
            stops={stops}
            onOpen={(stop) => {
              onLeave();
              const isHere = stop.part === 'node' && stop.kind !== 'removed';
              if (isHere) openNode(view, stop.key);
              go(isHere ? tabPath(flowId, 'design') : versionsPath(flowId, { chosen: stop.key }));
            }}
          />
        )}
      </div>
      <div className={classes.foot}>
        <Button
          size="xs"
          onClick={() => {
            onLeave();
            go(versionsPath(flowId));
          }}
        >
          {versionsTexts.seeOnCanvas}
        </Button>
        {changes.length > 0 && (
          <Button size="xs" variant="subtle" onClick={onDiscard}>
            {versionsTexts.discard(changes.length)}
          </Button>
        )}
      </div>
    </>
  );
}

function Discard({ from, onClose }: { from: number; onClose: () => void }) {
  const { diff, latest } = useDraftDiff(from);
  if (!diff || !latest) return null;
  const count = diff.changes.length;
  return (
    <BecomeDialog
      title={versionsTexts.discardTitle(count, from)}
      lead={versionsTexts.discardLead(from)}
      action={versionsTexts.discard(count)}
      undo={versionsTexts.discardUndo(count)}
      target={latest}
      latest={latest}
      onClose={onClose}
    />
  );
}
