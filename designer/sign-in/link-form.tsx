import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { signInTexts as texts } from '../texts/sign-in.ts';
import classes from './sign-in.module.css';
import { tokenIn } from './token-in.ts';

/** Where a one-time link can be pasted. */
export function LinkForm({ isOnly, onToken }: { isOnly: boolean; onToken: (token: string) => void }) {
  const [pasted, setPasted] = useState('');
  const token = tokenIn(pasted);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (token !== '') onToken(token);
      }}
    >
      <p id="sign-in-how" className={classes.how}>
        {texts.openTheOneTimeLink}
      </p>
      <TextInput
        aria-labelledby="sign-in-how"
        value={pasted}
        onChange={(event) => setPasted(event.currentTarget.value)}
        placeholder={texts.linkPlaceholder}
        classNames={{ input: 'mono' }}
        autoComplete="off"
        spellCheck={false}
        autoFocus={!isOnly}
      />
      <Button type="submit" variant={isOnly ? 'filled' : 'default'} fullWidth disabled={token === ''}>
        {isOnly ? texts.signIn : texts.openLink}
      </Button>
    </form>
  );
}
