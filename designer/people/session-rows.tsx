import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { SignedInSession } from '../server/access-shapes.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { agentWords } from './agent-words.ts';
import classes from './people.module.css';

/** Where somebody is signed in: browser, address, since when, and the way to end it. */
export function SessionRows({ sessions, onEnd }: { sessions: readonly SignedInSession[]; onEnd: (id: string) => Promise<void> }) {
  const end = useMutation({ mutationFn: onEnd });
  if (sessions.length === 0) return <p className={classes.hint}>{texts.noSessions}</p>;
  return (
    <>
      {end.isError && <FailureNote what={texts.sessionNotEnded} failure={end.error} />}
      <ul className={classes.rows}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div className={classes.rowText}>
              <Phrase
                text={texts.sessionLine}
                agent={agentWords(session.agent)}
                address={<span className="mono">{session.address}</span>}
                way={texts.ways[session.by]}
              />
              <span className={classes.under}>
                <Phrase
                  text={texts.sessionTimes}
                  since={<RelativeTime at={session.createdAt} />}
                  seen={<RelativeTime at={session.lastSeenAt} />}
                />
              </span>
            </div>
            {session.isCurrent ? (
              <span className={classes.tag}>{texts.thisSession}</span>
            ) : (
              <Button
                size="xs"
                aria-label={texts.endSessionOf(agentWords(session.agent))}
                loading={end.isPending && end.variables === session.id}
                onClick={() => end.mutate(session.id)}
              >
                {texts.endSession}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
