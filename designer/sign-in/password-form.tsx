import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { Note } from '../kit/note.tsx';
import { signIn } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import classes from './sign-in.module.css';
import { waitOf } from './sign-in-failure.ts';
import { SignInNote } from './sign-in-note.tsx';
import { useSecondsUntil } from './use-seconds-until.ts';

/** Login and password. After too many tries the button says when the next one counts. */
export function PasswordForm({ after }: { after: string }) {
  const [, go] = useLocation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [until, setUntil] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const seconds = useSecondsUntil(until);
  const attempt = useMutation({
    mutationFn: () => signIn({ login: login.trim(), password }),
    onSuccess: () => go(after, { replace: true }),
    onError: (failure) => {
      const wait = waitOf(failure);
      setUntil(wait === 0 ? 0 : Date.now() + wait * 1000);
      field.current?.select();
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate();
      }}
    >
      {attempt.isError && until === 0 && <SignInNote failure={attempt.error} />}
      {seconds > 0 && (
        <Note family="warn" icon="clock" role="alert">
          <strong className="number">{texts.wait(seconds)}</strong> {texts.waitText}
        </Note>
      )}
      <TextInput
        label={texts.login}
        placeholder={texts.loginHint}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        maxLength={200}
      />
      <PasswordInput
        ref={field}
        label={texts.password}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        visibilityToggleButtonProps={{ 'aria-label': texts.showPassword }}
        maxLength={1024}
      />
      <Button
        type="submit"
        variant="filled"
        fullWidth
        disabled={login.trim() === '' || password === '' || seconds > 0}
        loading={attempt.isPending}
      >
        {texts.signIn}
      </Button>
      <p className={classes.hint}>{texts.forgotten}</p>
    </form>
  );
}
