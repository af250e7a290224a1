import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { invitationOf, useSignInWays } from '../server/session.ts';
import { useEnded } from '../server/session-end.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import { Invitation } from './invitation.tsx';
import { LinkForm } from './link-form.tsx';
import { OpenLink } from './open-link.tsx';
import { PasswordForm } from './password-form.tsx';
import { returnTo } from './return-to.ts';
import classes from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame.tsx';
import { EndedNote, SignInNote } from './sign-in-note.tsx';

/** The one screen for somebody who is not signed in: single sign-on, login and password, or a one-time link. */
export function SignIn() {
  const [path, go] = useLocation();
  const search = useSearch();
  const given = new URLSearchParams(search);
  const [token, setToken] = useState(given.get('token'));
  const after = returnTo(path, search);
  useEffect(() => {
    document.title = texts.pageTitle;
  }, []);
  if (token !== null) {
    const forget = () => {
      setToken(null);
      go('/sign-in', { replace: true });
    };
    return <ByLink token={token} after={after} onForget={forget} />;
  }
  return <Ways after={after} failed={given.get('failed')} onToken={setToken} />;
}

/** What a link is for decides what is asked: nothing, or a password. */
function ByLink({ token, after, onForget }: { token: string; after: string; onForget: () => void }) {
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => invitationOf(token),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (invitation.isError) {
    return (
      <SignInFrame>
        <SignInNote failure={invitation.error} />
        <Button onClick={onForget}>{texts.otherWay}</Button>
      </SignInFrame>
    );
  }
  if (!invitation.data) {
    return (
      <SignInFrame>
        <p className={classes.how} role="status">
          {texts.signingIn}
        </p>
      </SignInFrame>
    );
  }
  if (invitation.data.login !== null) return <Invitation token={token} of={invitation.data} after={after} />;
  return <OpenLink token={token} after={after} onForget={onForget} />;
}

function Ways({ after, failed, onToken }: { after: string; failed: string | null; onToken: (token: string) => void }) {
  const ways = useSignInWays();
  const ended = useEnded((end) => end.why);
  const [isLinkWanted, setLinkWanted] = useState(false);
  if (ways.isPending) return <SignInFrame>{null}</SignInFrame>;
  const { accounts = false, providers = [] } = ways.data ?? {};
  const hasOthers = accounts || providers.length > 0;
  return (
    <SignInFrame>
      {failed !== null ? <SignInNote failure={failed} /> : ended !== null && <EndedNote why={ended} />}
      {providers.map((provider) => (
        <Button key={provider.id} component="a" href={`${provider.url}?${new URLSearchParams({ returnTo: after })}`} fullWidth>
          {texts.signInWith(provider.title)}
        </Button>
      ))}
      {providers.length > 0 && accounts && <Or />}
      {accounts && <PasswordForm after={after} />}
      {!hasOthers || isLinkWanted ? (
        <>
          {hasOthers && <Or />}
          <LinkForm isOnly={!hasOthers} onToken={onToken} />
        </>
      ) : (
        <button type="button" className={classes.other} onClick={() => setLinkWanted(true)}>
          {texts.haveLink}
        </button>
      )}
    </SignInFrame>
  );
}

function Or() {
  return (
    <div className={classes.or}>
      <span>{texts.or}</span>
    </div>
  );
}
