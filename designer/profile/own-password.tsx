import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { setOwnPassword } from '../server/own-account.ts';
import { useSignedIn } from '../server/session.ts';
import { NewPassword, usePasswordRule } from '../sign-in/new-password.tsx';
import { profileTexts as texts } from '../texts/profile.ts';
import classes from './profile.module.css';

/** Sets or changes one's password; whom single sign-on lets in is told so. */
export function OwnPassword() {
  const { user } = useSignedIn();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const rule = usePasswordRule();
  const save = useMutation({
    mutationFn: () => setOwnPassword({ password, ...(user.hasPassword && { current }) }),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
    },
  });
  return (
    <section className={classes.section}>
      <h2 className={classes.title}>{texts.password}</h2>
      {user.sso !== null && <p className={classes.hint}>{texts.bySso(user.sso)}</p>}
      {!user.hasPassword && user.sso === null && (
        <Note family="warn" icon="key">
          <strong>{texts.noPassword}</strong> {texts.noPasswordText}
        </Note>
      )}
      {(user.sso === null || user.hasPassword) && (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <input type="text" hidden readOnly autoComplete="username" value={user.login ?? user.name} />
          {user.hasPassword && (
            <PasswordInput
              label={texts.current}
              value={current}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': texts.showPassword }}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          )}
          <NewPassword value={password} onChange={setPassword} known={[user.name, user.login]} />
          {save.isError && <FailureNote what={texts.notChanged} failure={save.error} />}
          {save.isSuccess && password === '' && (
            <Note family="good" icon="circle-check">
              {texts.changed}
            </Note>
          )}
          <Button
            className={classes.button ?? ''}
            type="submit"
            disabled={[...password].length < rule.min || (user.hasPassword && current === '')}
            loading={save.isPending}
          >
            {user.hasPassword ? texts.change : texts.set}
          </Button>
        </form>
      )}
    </section>
  );
}
