import { Refusal } from '../api/refusal.ts';
import type { Decision } from './lookup-book.ts';
import type { LookupEntry, StoredDraft } from './lookup-entry.ts';

/** Somebody else saved since; `version`: the one that was changed. */
export function staleSave(env: string, name: string, before: LookupEntry | null, version: number): Refusal {
  if (!before) return new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}" any more.`);
  const newest = before.draft ?? { version: before.lookup.version, by: before.lookup.updatedBy, why: before.lookup.why };
  const what = before.draft ? `draft ${newest.version}` : `version ${newest.version}`;
  return new Refusal(
    'STALE_LOOKUP',
    version === 0
      ? `${env} has a lookup "${name}" already; give the new one another name.`
      : `${newest.by} saved ${what} of "${name}" meanwhile (${newest.why || 'without a reason'}). Nothing was saved; take over ${what} and make your changes again.`,
    [{ path: 'body.version', message: `the table is at version ${newest.version}` }],
    { version: newest.version },
  );
}

/** The draft that a decision is about. Throws NO_LOOKUP_DRAFT, STALE_LOOKUP. */
export function draftToDecide(env: string, name: string, entry: LookupEntry | null, { version }: Decision): StoredDraft {
  const draft = entry?.draft;
  if (!draft) throw new Refusal('NO_LOOKUP_DRAFT', `No draft of "${name}" waits in ${env}: it was approved, rejected or withdrawn.`);
  if (draft.version === version) return draft;
  throw new Refusal(
    'STALE_LOOKUP',
    `${draft.by} saved draft ${draft.version} of "${name}" meanwhile (${draft.why || 'without a reason'}). Nothing was decided; look at what it changes first.`,
    [{ path: 'body.version', message: `the draft is at version ${draft.version}` }],
    { version: draft.version },
  );
}

/** Why somebody may not let a draft count; null: they may. */
export function whyNotApprove(
  draft: Pick<StoredDraft, 'authors'>,
  { by, isInstallation }: Pick<Decision, 'by' | 'isInstallation'>,
): string | null {
  const isAuthor = draft.authors.some(({ id, name }) => (id === null && by.id === null ? name === by.name : id === by.id));
  return isAuthor && !isInstallation ? 'You changed it yourself. Somebody else has to approve it.' : null;
}

/** The table went on without the draft. */
export function overtakenDraft(name: string, { lookup }: LookupEntry, draft: StoredDraft): Refusal {
  return new Refusal(
    'STALE_LOOKUP',
    `Draft ${draft.version} of "${name}" changes version ${draft.base}, and ${lookup.updatedBy} has put version ${lookup.version} in force since (${lookup.why || 'without a reason'}). Save the draft again on version ${lookup.version}, or withdraw it.`,
    [],
    { version: lookup.version },
  );
}
