import type { ReactNode } from 'react';
import { Logo } from '../kit/logo.tsx';
import { signInTexts as texts } from '../texts/sign-in.ts';
import classes from './sign-in.module.css';

/** The column in the middle of the page, under the wordmark. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <h1 className={classes.wordmark}>
          <Logo size={32} />
          {texts.crossdock}
        </h1>
        {children}
      </div>
    </main>
  );
}
