import { Button } from '@mantine/core';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import type { SignInLink } from '../server/access-shapes.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { SecretOnce } from '../tokens/secret-once.tsx';
import classes from './people.module.css';

/** A one-time link, shown once to be sent. */
export function LinkOnce({ link, onDone }: { link: SignInLink; onDone: () => void }) {
  const address = `${window.location.origin}/sign-in?${new URLSearchParams({ token: link.token })}`;
  return (
    <div className={classes.form}>
      <p className={classes.hint}>
        {texts.linkText} <Phrase text={texts.linkUntil} time={<RelativeTime at={link.expiresAt} />} />
      </p>
      <SecretOnce secret={address} copyTitle={texts.copyLink} />
      <div className={classes.foot}>
        <Button variant="filled" onClick={onDone}>
          {texts.done}
        </Button>
      </div>
    </div>
  );
}
