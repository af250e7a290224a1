import { Button } from '@mantine/core';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import classes from '../people/people.module.css';
import { useTokens } from '../server/people-queries.ts';
import { useSignedIn } from '../server/session.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';
import { NewToken } from './new-token.tsx';
import { RevokeButton } from './token-details.tsx';
import { scopeWords, TokenBadge } from './token-table.tsx';

type Props = { owner: { readonly id: string; readonly name: string; readonly kind: 'person' | 'service' | 'installation' } };

/** The tokens of one account; new ones are made for oneself and for service accounts. */
export function TokensOf({ owner }: Props) {
  const { user, environments } = useSignedIn();
  const isOwn = owner.id === user.id;
  const tokens = useTokens(isOwn ? 'own' : owner.id);
  const [isNew, setNew] = useState(false);
  const order = environments.map(({ name }) => name);
  const isMakeable = isOwn || owner.kind === 'service';
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{isOwn ? texts.ownTokens : texts.tokens}</h3>
        {isMakeable && !isNew && (
          <Button size="xs" onClick={() => setNew(true)}>
            {texts.newToken}
          </Button>
        )}
      </div>
      {isNew && (
        <NewToken owners={[{ id: isOwn ? null : owner.id, name: owner.name }]} onClose={() => setNew(false)} onDone={() => setNew(false)} />
      )}
      {tokens.isError && <FailureNote what={texts.notLoaded} failure={tokens.error} onRetry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && !isNew && <p className={classes.hint}>{texts.noneOf}</p>}
      {tokens.data && tokens.data.length > 0 && (
        <ul className={classes.rows}>
          {tokens.data.map((token) => (
            <li key={token.id}>
              <div className={classes.rowText}>
                {token.name} <span className={`mono ${classes.hint}`}>{token.start}…</span>
                <span className={classes.under}>
                  {scopeWords(token, order)}, {token.lastUsedAt === null ? texts.neverUsed : <RelativeTime at={token.lastUsedAt} />}
                </span>
              </div>
              <TokenBadge token={token} />
              {token.state === 'valid' && <RevokeButton token={token} size="xs" />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
