import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import type { LookupDetail } from '../server/shapes.ts';
import { type DraftSummary, draftOf, problemsOf, summaryOf, type TableDraft } from './table-draft.ts';

/** What somebody has begun to change, and the version it began with. Leaving the page and coming back finds it again. */
type Begun = {
  readonly version: number;
  readonly past: readonly TableDraft[];
  readonly now: TableDraft;
  readonly future: readonly TableDraft[];
};

const useBegun = create<{ readonly drafts: Readonly<Record<string, Begun>> }>(() => ({ drafts: {} }));
const deepest = 200;

function put(id: string, begun: Begun | null): void {
  useBegun.setState(({ drafts: { [id]: _, ...others } }) => ({ drafts: begun ? { ...others, [id]: begun } : others }));
}

export type TableEditing = {
  readonly draft: TableDraft;
  readonly summary: DraftSummary;
  readonly problems: ReturnType<typeof problemsOf>;
  /** The version that the changes began with; a newer one by now is somebody else's. */
  readonly version: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  change(edit: (draft: TableDraft) => TableDraft): void;
  undo(): void;
  redo(): void;
  discard(): void;
  /** Goes on with these changes on another version. */
  startFrom(version: number, draft: TableDraft): void;
};

/** The table as it is being edited, with undo. */
export function useTableDraft(lookup: LookupDetail, rows: readonly (readonly (string | number | boolean | null)[])[]): TableEditing {
  const id = `${lookup.env}/${lookup.name}`;
  const begun = useBegun(({ drafts }) => drafts[id]);
  const saved = useMemo(() => draftOf(lookup, rows), [lookup, rows]);
  // The table that the changes began with: a newer one may have come since.
  const [base, setBase] = useState(lookup);
  const isClean = begun === undefined;
  useEffect(() => {
    if (isClean) setBase(lookup);
  }, [isClean, lookup]);
  const draft = begun?.now ?? saved;
  const summary = useMemo(() => summaryOf(draft, isClean ? lookup : base), [draft, isClean, lookup, base]);
  const problems = useMemo(() => problemsOf(draft), [draft]);
  const { isChanged } = summary;
  useEffect(() => {
    if (!isChanged) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isChanged]);

  return {
    draft,
    summary,
    problems,
    version: begun?.version ?? lookup.version,
    canUndo: (begun?.past.length ?? 0) > 0,
    canRedo: (begun?.future.length ?? 0) > 0,
    change(edit) {
      const next = edit(draft);
      if (next === draft) return;
      const past = [...(begun?.past ?? []), draft].slice(-deepest);
      put(id, { version: begun?.version ?? lookup.version, past, now: next, future: [] });
    },
    undo() {
      const before = begun?.past.at(-1);
      if (begun && before) put(id, { ...begun, past: begun.past.slice(0, -1), now: before, future: [begun.now, ...begun.future] });
    },
    redo() {
      const [next, ...future] = begun?.future ?? [];
      if (begun && next) put(id, { ...begun, past: [...begun.past, begun.now], now: next, future });
    },
    discard: () => put(id, null),
    startFrom: (version, next) => put(id, { version, past: [], now: next, future: [] }),
  };
}
