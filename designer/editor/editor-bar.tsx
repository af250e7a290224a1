import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { Link } from 'wouter';
import { LookOnlyNote } from '../kit/look-only-note.tsx';
import { useFlowVersions } from '../server/queries.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { editorTexts as texts } from '../texts/editor.ts';
import { ChangesButton } from '../versions/changes-button.tsx';
import { PublishButton } from '../versions/publish-button.tsx';
import { WhereItRuns } from '../versions/where-it-runs.tsx';
import classes from './editor-bar.module.css';
import { type EditorTab, editorTabs, tabPath, tabTitles } from './editor-tabs.ts';
import { ProblemsButton } from './problems-button.tsx';
import { RunBar } from './run-bar.tsx';
import { SaveNote } from './save-note.tsx';

/** The second bar: tabs on the left; on the right what concerns the draft, or the run that is shown. */
export function EditorBar({ tab, run, draft }: { tab: EditorTab; run: string | null; draft: FlowDraft }) {
  const { flowId } = useEditor();
  const tests = useDocument((state) => state.flow.tests.length);
  const versions = useFlowVersions(flowId);
  const counts: Partial<Record<EditorTab, number>> = { tests, versions: versions.data?.length ?? draft.latestVersion ?? 0 };
  return (
    <div className={classes.bar}>
      <nav className={classes.tabs} aria-label={texts.partsOfTheFlow}>
        {editorTabs.map((each) => (
          <Link key={each} href={tabPath(flowId, each)} className={classes.tab ?? ''} aria-current={each === tab ? 'page' : undefined}>
            {tabTitles[each]}
            {(counts[each] ?? 0) > 0 && <span className={classes.count}>{counts[each]}</span>}
          </Link>
        ))}
      </nav>
      <div className={classes.right}>
        {run === null ? <DraftActions draft={draft} next={nextVersion(versions.data, draft)} /> : <RunBar runId={run} />}
      </div>
    </div>
  );
}

function DraftActions({ draft, next }: { draft: FlowDraft; next: number }) {
  const { may } = useEditor();
  return (
    <>
      <WhereItRuns draft={draft} />
      {may.edit ? <SaveNote next={next} /> : <LookOnlyNote />}
      {may.edit && <UndoButtons />}
      <ProblemsButton />
      <ChangesButton from={draft.latestVersion} />
      {may.publish && <PublishButton next={next} latestVersion={draft.latestVersion} />}
    </>
  );
}

function UndoButtons() {
  const { document } = useEditor();
  const undo = useDocument((state) => state.history.undo.at(-1)?.name);
  const redo = useDocument((state) => state.history.redo.at(-1)?.name);
  return (
    <span className={classes.undo}>
      <Tooltip label={undo ? texts.undoCtrlZ(lowered(undo)) : texts.nothingToUndo}>
        <ActionIcon
          size="xs"
          aria-label={undo ? texts.undo(lowered(undo)) : texts.undoNothing}
          {...(!undo && { 'data-disabled': true })}
          onClick={() => document.undo()}
        >
          <IconArrowBackUp size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={redo ? texts.redoCtrlShiftZ(lowered(redo)) : texts.nothingToRedo}>
        <ActionIcon
          size="xs"
          aria-label={redo ? texts.redo(lowered(redo)) : texts.redoNothing}
          {...(!redo && { 'data-disabled': true })}
          onClick={() => document.redo()}
        >
          <IconArrowForwardUp size={16} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </span>
  );
}

function lowered(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1);
}

function nextVersion(versions: readonly { number: number }[] | undefined, draft: FlowDraft): number {
  return Math.max(draft.latestVersion ?? 0, ...(versions ?? []).map((version) => version.number)) + 1;
}
