import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { signIn } from '../server/session.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import classes from './sign-in.module.css';
import { SignInFrame } from './sign-in-frame.tsx';
import { SignInNote } from './sign-in-note.tsx';

/** A link that asks for nothing: it signs in at once. Who has no password yet is welcomed first. */
export function OpenLink({ token, after, onForget }: { token: string; after: string; onForget: () => void }) {
  const [, go] = useLocation();
  const isUsed = useRef(false);
  const attempt = useMutation({
    mutationFn: () => signIn({ token }),
    onSuccess: ({ mustWelcome }) => go(mustWelcome ? `/welcome?${new URLSearchParams({ returnTo: after })}` : after, { replace: true }),
  });
  const { mutate } = attempt;
  useEffect(() => {
    if (isUsed.current) return;
    isUsed.current = true;
    mutate();
  }, [mutate]);
  return (
    <SignInFrame>
      {attempt.isError ? (
        <>
          <SignInNote failure={attempt.error} />
          <Button onClick={onForget}>{texts.otherWay}</Button>
        </>
      ) : (
        <p className={classes.how} role="status">
          {texts.signingIn}
        </p>
      )}
    </SignInFrame>
  );
}
