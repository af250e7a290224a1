import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import type { PersonAccount } from '../server/access-shapes.ts';
import { endSessionOf } from '../server/people-acts.ts';
import { useSessionsOf } from '../server/people-queries.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import classes from './people.module.css';
import { SessionRows } from './session-rows.tsx';

/** The sessions of somebody else, for who manages people. */
export function SessionsOf({ person }: { person: PersonAccount }) {
  const sessions = useSessionsOf(person.id);
  const endAll = useMutation({ mutationFn: () => endSessionOf(person.id, 'all') });
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{texts.sessions}</h3>
        {(sessions.data?.filter((session) => !session.isCurrent).length ?? 0) > 1 && (
          <Button size="xs" loading={endAll.isPending} onClick={() => endAll.mutate()}>
            {texts.endAll}
          </Button>
        )}
      </div>
      {endAll.isError && <FailureNote what={texts.sessionNotEnded} failure={endAll.error} />}
      {sessions.isError && <FailureNote what={texts.sessionsNotLoaded} failure={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && <SessionRows sessions={sessions.data} onEnd={(id) => endSessionOf(person.id, id)} />}
    </section>
  );
}
