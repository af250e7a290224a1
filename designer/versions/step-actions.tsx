import type { Stop } from '@crossdock/flows/diff/stops';
import { Button } from '@mantine/core';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import { toTakeBack, toTakeStep } from './draft-edits.ts';
import type { DiffSide } from './flow-diff-view.tsx';
import { nameOf } from './sides.ts';
import type { Which } from './version-address.ts';

type Props = {
  readonly stop: Stop | undefined;
  readonly nodeId: string | null;
  readonly version: Which;
  readonly against: Which | null;
  /** Before and after. */
  readonly sides: readonly [DiffSide | null, DiffSide | null];
  readonly onOpen: (nodeId: string) => void;
};

/** What can be done with one change: take it back in the draft, take a version's step over, go to the step. */
export function StepActions({ stop, nodeId, version, against, sides, onOpen }: Props) {
  const { document, may } = useEditor();
  const draft = useDocument((state) => state.flow);
  const isOfDraft = version === 'draft';
  // Where the draft is only compared with, what is looked at can be taken over; else what it is compared with.
  const [which, side] = isOfDraft ? [against, sides[0]] : [version, sides[1]];
  const operations = !isOfDraft && side && nodeId !== null ? toTakeStep(draft, side.flow, nodeId) : [];
  const step = side?.flow.nodes.find((node) => node.id === nodeId);
  const canOpen = nodeId !== null && draft.nodes.some((node) => node.id === nodeId);
  return (
    <>
      {may.edit && isOfDraft && stop && (
        <Button
          size="xs"
          onClick={() => document.change(toTakeBack(draft, stop.changes), { title: versionsTexts.takeBackUndo(stop.title) })}
        >
          {versionsTexts.takeBack}
        </Button>
      )}
      {may.edit && step && which !== null && operations.length > 0 && (
        <Button
          size="xs"
          title={versionsTexts.takeStep(step.name, nameOf(which))}
          onClick={() => document.change(operations, { title: versionsTexts.takeStepUndo(step.name, nameOf(which)) })}
        >
          {versionsTexts.takeStepShort(nameOf(which))}
        </Button>
      )}
      {canOpen && (
        <Button size="xs" variant="subtle" onClick={() => onOpen(nodeId)}>
          {versionsTexts.openStep}
        </Button>
      )}
    </>
  );
}
