import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import type { PersonAccount, SignInLink } from '../server/access-shapes.ts';
import { changeAccount, newLinkFor } from '../server/people-acts.ts';
import { useSignedIn } from '../server/session.ts';
import { useMay } from '../server/use-may.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { TokensOf } from '../tokens/tokens-of.tsx';
import { AccountFields } from './account-fields.tsx';
import { accountLooks, signsInBy } from './account-words.ts';
import { DisableDialog } from './disable-dialog.tsx';
import { AccountGrants } from './grants/account-grants.tsx';
import { LinkOnce } from './link-once.tsx';
import classes from './people.module.css';
import { RemoveDialog } from './remove-dialog.tsx';
import { SessionsOf } from './sessions-of.tsx';
import { SidePanel } from './side-panel.tsx';

/** One account: what it may do, where it is signed in, its tokens, and what ends all of it. */
export function AccountPanel({ person, onClose }: { person: PersonAccount; onClose: () => void }) {
  const may = useMay();
  const { user } = useSignedIn();
  const [link, setLink] = useState<SignInLink | null>(null);
  const canChange = may('people.manage');
  const isPerson = person.kind === 'person';
  if (link) {
    return (
      <SidePanel title={texts.linkReady(person.name)} onClose={onClose}>
        <LinkOnce link={link} onDone={() => setLink(null)} />
      </SidePanel>
    );
  }
  return (
    <SidePanel
      title={person.name}
      badge={<StatusBadge look={accountLooks[person.state]} variant={person.state === 'active' ? 'quiet' : 'pill'} />}
      onClose={onClose}
    >
      {person.isLastAdmin && (
        <Note family="info" icon="shield-check">
          <strong>{texts.lastAdmin}.</strong> {texts.lastAdminText}
        </Note>
      )}
      <AccountGrants person={person} canChange={canChange && !person.isLastAdmin && person.sso === null} />
      {person.sso !== null && <p className={classes.hint}>{texts.rolesBySso(person.sso)}</p>}
      <AccountFields person={person} canChange={canChange} />
      <dl className={classes.facts}>
        <dt>{texts.signsInBy}</dt>
        <dd>{signsInBy(person)}</dd>
        <dt>{texts.lastSeen}</dt>
        <dd>{person.lastSeenAt === null ? texts.never : <RelativeTime at={person.lastSeenAt} />}</dd>
        <dt>{texts.created}</dt>
        <dd>
          <Phrase text={texts.createdBy} time={<RelativeTime at={person.createdAt} />} name={person.createdBy} />
        </dd>
      </dl>
      {isPerson && canChange && <SessionsOf person={person} />}
      {(may('tokens.manage') || person.id === user.id) && <TokensOf owner={person} />}
      {canChange && <Ways person={person} isOwn={person.id === user.id} onLink={setLink} />}
    </SidePanel>
  );
}

/** A new link, disable or enable, delete. The last admin stays. */
function Ways({ person, isOwn, onLink }: { person: PersonAccount; isOwn: boolean; onLink: (link: SignInLink) => void }) {
  const [asking, setAsking] = useState<'disable' | 'remove' | null>(null);
  const link = useMutation({ mutationFn: () => newLinkFor(person.id), onSuccess: onLink });
  const enable = useMutation({ mutationFn: () => changeAccount(person.id, { isDisabled: false }) });
  const isDisabled = person.state === 'disabled';
  return (
    <section className={classes.section}>
      {(link.isError || enable.isError) && <FailureNote what={texts.notDone} failure={link.error ?? enable.error} />}
      <div className={classes.foot}>
        {person.kind === 'person' && !isDisabled && (
          <Button
            leftSection={<Glyph name="key" size={14} />}
            title={texts.newLinkHint}
            loading={link.isPending}
            onClick={() => link.mutate()}
          >
            {texts.newLink}
          </Button>
        )}
        {isDisabled && (
          <Button leftSection={<Glyph name="check" size={14} />} loading={enable.isPending} onClick={() => enable.mutate()}>
            {texts.enable}
          </Button>
        )}
        {!isDisabled && !person.isLastAdmin && !isOwn && (
          <Button leftSection={<Glyph name="ban" size={14} />} onClick={() => setAsking('disable')}>
            {texts.disable}
          </Button>
        )}
        {!person.isLastAdmin && !isOwn && (
          <Button leftSection={<Glyph name="trash" size={14} />} onClick={() => setAsking('remove')}>
            {texts.remove}
          </Button>
        )}
      </div>
      <DisableDialog person={person} isOpen={asking === 'disable'} onClose={() => setAsking(null)} />
      <RemoveDialog person={person} isOpen={asking === 'remove'} onClose={() => setAsking(null)} />
    </section>
  );
}
