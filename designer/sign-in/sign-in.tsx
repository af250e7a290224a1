import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { Logo } from '../kit/logo.tsx';
import { Note } from '../kit/note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { signIn } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import classes from './sign-in.module.css';
import { tokenIn } from './token-in.ts';

/** The one screen for somebody who is not signed in: a one-time link signs in at once, else it can be pasted. */
export function SignIn() {
  const [, go] = useLocation();
  const [search] = useSearchParams();
  const [pasted, setPasted] = useState('');
  const token = search.get('token');
  const isUsed = useRef(false);
  const attempt = useMutation({ mutationFn: signIn, onSuccess: () => go('/flows', { replace: true }) });
  const { mutate } = attempt;
  const isOpening = token !== null && (attempt.isIdle || attempt.isPending);

  useEffect(() => {
    document.title = 'Sign in - Crossdock';
    if (token === null || isUsed.current) return;
    isUsed.current = true;
    mutate(token);
  }, [token, mutate]);

  return (
    <main className={classes.page}>
      <form
        className={classes.column}
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate(tokenIn(pasted));
        }}
      >
        <h1 className={classes.wordmark}>
          <Logo size={32} />
          {texts.crossdock}
        </h1>
        {isOpening && (
          <p className={classes.how} role="status">
            {texts.signingIn}
          </p>
        )}
        {attempt.isError && <SignInNote failure={attempt.error} />}
        {!isOpening && (
          <>
            <p id="sign-in-how" className={classes.how}>
              {texts.openTheOneTimeLink}
            </p>
            <TextInput
              aria-labelledby="sign-in-how"
              value={pasted}
              onChange={(event) => setPasted(event.currentTarget.value)}
              placeholder="http://localhost:3000/sign-in?token=..."
              classNames={{ input: 'mono' }}
              autoComplete="off"
              spellCheck={false}
              data-autofocus
            />
            <Button type="submit" variant="filled" fullWidth disabled={tokenIn(pasted) === ''} loading={attempt.isPending}>
              {texts.signIn}
            </Button>
          </>
        )}
      </form>
    </main>
  );
}

function SignInNote({ failure }: { failure: Error }) {
  const isRefused = failure instanceof ApiFailure && (failure.status === 401 || failure.status === 400 || failure.status === 422);
  if (!isRefused) {
    return (
      <Note family="bad" icon="alert-circle" role="alert">
        <strong>{texts.notSignedIn}</strong> {failure.message}
      </Note>
    );
  }
  return (
    <Note family="warn" icon="alert-triangle" role="alert">
      <Phrase text={texts.linkUsed} command={<code>{texts.npxCrossdockLink}</code>} />
    </Note>
  );
}
