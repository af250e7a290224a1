import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Note } from '../kit/note.tsx';
import type { Invitation as Invited } from '../server/access-shapes.ts';
import { ApiFailure } from '../server/api-failure.ts';
import { signIn } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import { NewPassword, usePasswordRule } from './new-password.tsx';
import classes from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame.tsx';
import { SignInNote } from './sign-in-note.tsx';

/** Somebody who was invited, or was given a link because the password is gone: chooses a password and is in. */
export function Invitation({ token, of, after }: { token: string; of: Invited; after: string }) {
  const [, go] = useLocation();
  const [password, setPassword] = useState('');
  const rule = usePasswordRule();
  const attempt = useMutation({
    mutationFn: (chosen: string | null) => signIn(chosen === null ? { token } : { token, password: chosen }),
    onSuccess: () => go(after, { replace: true }),
  });
  const isWeak = attempt.error instanceof ApiFailure && attempt.error.code === 'PASSWORD_TOO_WEAK';
  return (
    <SignInFrame>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate(password);
        }}
      >
        <div>
          <h2 className={classes.title}>{of.hasPassword ? texts.newPasswordFor(of.name) : texts.welcomeTo(of.name)}</h2>
          <p className={classes.how}>{of.hasPassword ? texts.resetText : texts.invited}</p>
        </div>
        {attempt.isError && !isWeak && <SignInNote failure={attempt.error} />}
        {isWeak && (
          <Note family="warn" icon="alert-triangle" role="alert">
            {attempt.error?.message}
          </Note>
        )}
        <TextInput
          label={texts.login}
          value={of.login ?? ''}
          readOnly
          autoComplete="username"
          classNames={{ input: classes.fixed ?? '' }}
        />
        <NewPassword value={password} onChange={setPassword} known={[of.name, of.login]} hasFocus />
        <Button
          type="submit"
          variant="filled"
          fullWidth
          disabled={[...password].length < rule.min}
          loading={attempt.isPending && attempt.variables !== null}
        >
          {texts.chooseAndSignIn}
        </Button>
        {of.hasPassword && (
          <Button fullWidth loading={attempt.isPending && attempt.variables === null} onClick={() => attempt.mutate(null)}>
            {texts.keepPassword}
          </Button>
        )}
      </form>
    </SignInFrame>
  );
}
