import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Note } from '../../kit/note.tsx';
import { tryProvider } from '../../server/sso-acts.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import classes from '../people.module.css';

/** Asks the provider, and opens its sign-in in a tab of its own. */
export function TryProvider({ id }: { id: string }) {
  const attempt = useMutation({ mutationFn: () => tryProvider(id) });
  return (
    <section className={classes.section}>
      <div className={classes.foot}>
        <Button leftSection={<Glyph name="plug-connected" size={14} />} loading={attempt.isPending} onClick={() => attempt.mutate()}>
          {texts.tryProvider}
        </Button>
        <Button
          component="a"
          href={`/api/sso/${id}/start?returnTo=/profile`}
          target="_blank"
          rel="noreferrer"
          leftSection={<Glyph name="external-link" size={14} />}
        >
          {texts.signInThere}
        </Button>
      </div>
      <p className={classes.hint}>{texts.tryHint}</p>
      {attempt.isError && <FailureNote what={texts.tryNotDone} failure={attempt.error} />}
      {attempt.data && (
        <Note
          family={attempt.data.ok ? 'good' : 'bad'}
          icon={attempt.data.ok ? 'circle-check' : 'alert-circle'}
          role={attempt.data.ok ? 'note' : 'alert'}
        >
          <strong>{attempt.data.ok ? texts.triedOk : texts.triedBad}</strong> {attempt.data.words}
          {attempt.data.endpoints.map((endpoint) => (
            <span key={endpoint} className={`mono ${classes.under}`}>
              {endpoint}
            </span>
          ))}
        </Note>
      )}
    </section>
  );
}
