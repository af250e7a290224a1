import { RelativeTime } from '../kit/relative-time.tsx';
import type { FlowDraft } from '../server/shapes.ts';
import { useDocument } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import classes from './version-list.module.css';

/** The draft, on top of the versions: how far it is from the newest, and whether all of it is saved. */
export function DraftRow({ draft }: { draft: FlowDraft }) {
  const changes = useDocument((state) => state.changes);
  const isSaved = useDocument((state) => state.save.kind === 'saved');
  const { latestVersion } = draft;
  const state =
    latestVersion === null
      ? versionsTexts.draftNew
      : changes === 0
        ? versionsTexts.draftSame(latestVersion)
        : versionsTexts.draftChanges(changes, latestVersion);
  return (
    <>
      <span className={classes.line}>
        <b>{versionsTexts.draft}</b>
        {!isSaved && <span className={classes.unsaved}>{versionsTexts.unsaved}</span>}
      </span>
      <span className={classes.why}>{state}</span>
      <span className={classes.hint}>
        {draft.updatedBy}
        <span className={classes.when}>
          <RelativeTime at={draft.updatedAt} />
        </span>
      </span>
    </>
  );
}
