import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { saveOwnProfile, setOwnPassword } from '../server/own-account.ts';
import { useSignedIn } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import { NewPassword, usePasswordRule } from './new-password.tsx';
import { returnTo } from './return-to.ts';
import classes from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame.tsx';

/** Who came by the first link gets a name and a password, or goes on without. */
export function Welcome() {
  const [, go] = useLocation();
  const search = useSearch();
  const { user } = useSignedIn();
  const [name, setName] = useState(user.name === 'Admin' ? '' : user.name);
  const [password, setPassword] = useState('');
  const rule = usePasswordRule();
  const after = returnTo('/sign-in', search);
  const save = useMutation({
    mutationFn: async () => {
      if (name.trim() !== user.name) await saveOwnProfile({ name: name.trim(), email: user.email });
      await setOwnPassword({ password });
    },
    onSuccess: () => go(after, { replace: true }),
  });
  useEffect(() => {
    document.title = texts.pageTitle;
  }, []);
  return (
    <SignInFrame>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <div>
          <h2 className={classes.title}>{texts.firstWelcome}</h2>
          <p className={classes.how}>{texts.firstText}</p>
        </div>
        {save.isError && <FailureNote what={texts.notSaved} failure={save.error} />}
        <TextInput
          label={texts.yourName}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          autoComplete="name"
          autoFocus
          maxLength={80}
        />
        {user.login !== null && <p className={classes.hint}>{texts.yourLogin(user.login)}</p>}
        <NewPassword value={password} onChange={setPassword} known={[name, user.login]} />
        <Button
          type="submit"
          variant="filled"
          fullWidth
          disabled={name.trim() === '' || [...password].length < rule.min}
          loading={save.isPending}
        >
          {texts.saveAndStart}
        </Button>
        <Button variant="subtle" fullWidth onClick={() => go(after, { replace: true })}>
          {texts.notNow}
        </Button>
        <p className={classes.hint}>{texts.notNowHint}</p>
      </form>
    </SignInFrame>
  );
}
