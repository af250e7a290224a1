import { useEffect, useMemo } from 'react';
import { create } from 'zustand';
import type { Connection } from '../server/shapes.ts';
import { blankConnection, type ConnectionForm, changesIn, formOf } from './connection-form.ts';

/** What somebody has begun to change, and the connection it began with. In memory only: secrets are never put into the browser's storage. */
type Begun = { readonly form: ConnectionForm; readonly opened: Connection | null };

const useBegun = create<{ readonly drafts: Readonly<Record<string, Begun>> }>(() => ({ drafts: {} }));

function put(id: string, begun: Begun | null): void {
  useBegun.setState(({ drafts: { [id]: _, ...others } }) => ({ drafts: begun ? { ...others, [id]: begun } : others }));
}

export type ConnectionEditing = {
  readonly form: ConnectionForm;
  /** How many parts differ from what is saved. */
  readonly changes: number;
  /** What the changes began with; null: it is new. */
  readonly opened: Connection | null;
  /** Somebody else saved it since. */
  readonly isOvertaken: boolean;
  set(change: Partial<ConnectionForm>): void;
  discard(): void;
  /** Goes on with these changes on what is saved now. */
  takeOver(): void;
};

/** The form of a connection, kept while other pages are looked at. */
export function useConnectionDraft(env: string, connection: Connection | null, start?: Partial<ConnectionForm>): ConnectionEditing {
  const id = `${env}/${connection?.name ?? ''}`;
  const begun = useBegun(({ drafts }) => drafts[id]);
  const saved = useMemo(() => (connection ? formOf(connection) : { ...blankConnection, ...start }), [connection, start]);
  const opened = begun ? begun.opened : connection;
  const form = begun?.form ?? saved;
  const base = useMemo(() => (opened ? formOf(opened) : { ...blankConnection, ...start }), [opened, start]);
  const changes = useMemo(() => changesIn(form, base), [form, base]);
  useEffect(() => {
    if (changes === 0) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changes]);
  return {
    form,
    changes,
    opened,
    isOvertaken: changes > 0 && opened !== null && connection !== null && opened.updatedAt !== connection.updatedAt,
    set: (change) => put(id, { form: { ...form, ...change }, opened }),
    discard: () => put(id, null),
    takeOver: () => put(id, { form: rebased(form, base, saved), opened: connection }),
  };
}

/** What I changed, on what somebody else saved. */
function rebased(mine: ConnectionForm, base: ConnectionForm, theirs: ConnectionForm): ConnectionForm {
  const changed = Object.entries(mine).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key as keyof ConnectionForm]),
  );
  return { ...theirs, ...(Object.fromEntries(changed) as Partial<ConnectionForm>) };
}
