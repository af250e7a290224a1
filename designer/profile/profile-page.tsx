import { Button, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Sentences } from '../people/grants/sentences.tsx';
import { SessionRows } from '../people/session-rows.tsx';
import { endOwnSession, saveOwnProfile } from '../server/own-account.ts';
import { useOwnSessions } from '../server/people-queries.ts';
import { useSignedIn } from '../server/session.ts';
import { colourSchemes } from '../shell/colour-schemes.ts';
import { Page } from '../shell/page.tsx';
import { profileTexts as texts } from '../texts/profile.ts';
import { TokensOf } from '../tokens/tokens-of.tsx';
import { OwnPassword } from './own-password.tsx';
import classes from './profile.module.css';

/** Who one is here, how one signs in, where one is signed in, and one's own tokens. */
export function ProfilePage() {
  const { user } = useSignedIn();
  return (
    <Page crumbs={[{ title: texts.profile }]}>
      <div className={classes.scroll}>
        <PageHeader title={texts.profile} />
        <div className={classes.sections}>
          {user.kind === 'installation' ? (
            <Note family="info" icon="key">
              {texts.installation}
            </Note>
          ) : (
            <>
              <You />
              <OwnPassword />
              <Sessions />
              <TokensOf owner={user} />
            </>
          )}
          <Colours />
        </div>
      </div>
    </Page>
  );
}

function You() {
  const { user, grants } = useSignedIn();
  const [name, setName] = useState(user.name);
  const [email, setEmail] = useState(user.email ?? '');
  const save = useMutation({ mutationFn: () => saveOwnProfile({ name: name.trim(), email: email.trim() === '' ? null : email.trim() }) });
  const isChanged = name.trim() !== user.name || email.trim() !== (user.email ?? '');
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{texts.you}</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={texts.name}
          description={texts.nameHint}
          value={name}
          maxLength={80}
          autoComplete="name"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={texts.email}
          type="email"
          value={email}
          maxLength={200}
          autoComplete="email"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {user.login !== null && (
          <p className={classes.fact}>
            <span>{texts.login}</span> <span className="mono">{user.login}</span>
          </p>
        )}
        {save.isError && <FailureNote what={texts.notSaved} failure={save.error} />}
        <Button className={classes.button ?? ''} type="submit" disabled={!isChanged || name.trim() === ''} loading={save.isPending}>
          {save.isSuccess && !isChanged ? texts.saved : texts.save}
        </Button>
      </form>
      <h3 className={classes.small}>{texts.mayDo}</h3>
      <Sentences grants={grants} />
      <p className={classes.hint}>{texts.whoChanges}</p>
    </section>
  );
}

function Sessions() {
  const sessions = useOwnSessions();
  const { expiresAt } = useSignedIn();
  const others = useMutation({ mutationFn: () => endOwnSession('others') });
  const hasOthers = sessions.data?.some((session) => !session.isCurrent) ?? false;
  return (
    <section className={classes.section}>
      <div className={classes.head}>
        <h2 className={classes.title}>{texts.sessions}</h2>
        {hasOthers && (
          <Button size="xs" loading={others.isPending} onClick={() => others.mutate()}>
            {texts.endOthers}
          </Button>
        )}
      </div>
      <p className={classes.hint}>
        {texts.sessionsText} {expiresAt !== null && <Phrase text={texts.sessionEnds} time={<RelativeTime at={expiresAt} />} />}
      </p>
      {others.isError && <FailureNote what={texts.notEnded} failure={others.error} />}
      {sessions.isError && <FailureNote what={texts.sessionsNotLoaded} failure={sessions.error} onRetry={() => void sessions.refetch()} />}
      {sessions.data && <SessionRows sessions={sessions.data} onEnd={endOwnSession} />}
    </section>
  );
}

function Colours() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{texts.colours}</h2>
      <SegmentedControl
        className={classes.button ?? ''}
        aria-label={texts.colours}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as typeof colorScheme)}
        data={colourSchemes.map(({ value, title }) => ({ value, label: title }))}
      />
      <p className={classes.hint}>{texts.coloursText}</p>
    </section>
  );
}
