import { Button } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import classes from '../people/people.module.css';
import { SureDialog } from '../people/sure-dialog.tsx';
import type { ApiToken } from '../server/access-shapes.ts';
import { useSignedIn } from '../server/session.ts';
import { revokeToken } from '../server/token-acts.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';
import { scopeWords, TokenBadge } from './token-table.tsx';

/** All about one token, and the way to revoke it. */
export function TokenDetails({ token }: { token: ApiToken }) {
  const { environments } = useSignedIn();
  const order = environments.map(({ name }) => name);
  return (
    <>
      <dl className={classes.facts}>
        <dt>{texts.state}</dt>
        <dd>
          <TokenBadge token={token} />
        </dd>
        <dt>{texts.owner}</dt>
        <dd>{token.owner.name}</dd>
        <dt>{texts.may}</dt>
        <dd>{scopeWords({ ...token, permissions: null }, order)}</dd>
        {token.permissions !== null && (
          <>
            <dt>{texts.permissions}</dt>
            <dd className="mono">{token.permissions.join(', ')}</dd>
          </>
        )}
        <dt>{texts.start}</dt>
        <dd className="mono">{token.start}</dd>
        <dt>{texts.expires}</dt>
        <dd>
          <RelativeTime at={token.expiresAt} />
        </dd>
        <dt>{texts.lastUsed}</dt>
        <dd>
          {token.lastUsedAt === null ? (
            texts.neverUsed
          ) : (
            <>
              <RelativeTime at={token.lastUsedAt} />{' '}
              {token.lastUsedFrom !== null && <Phrase text={texts.usedFrom} address={<span className="mono">{token.lastUsedFrom}</span>} />}
            </>
          )}
        </dd>
        <dt>{texts.made}</dt>
        <dd>
          <Phrase text={texts.madeBy} time={<RelativeTime at={token.createdAt} />} name={token.createdBy} />
        </dd>
      </dl>
      {token.state === 'valid' && <RevokeButton token={token} />}
    </>
  );
}

/** Revokes a token after one question. */
export function RevokeButton({ token, size }: { token: ApiToken; size?: 'xs' }) {
  const [isAsking, setAsking] = useState(false);
  return (
    <div>
      <Button
        {...(size && { size })}
        aria-label={texts.revokeNamed(token.name)}
        leftSection={<Glyph name="ban" size={14} />}
        onClick={() => setAsking(true)}
      >
        {texts.revoke}
      </Button>
      <SureDialog
        title={texts.revokeTitle(token.name)}
        text={texts.revokeText}
        act={texts.revokeNamed(token.name)}
        failed={texts.notRevoked}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        run={() => revokeToken(token.id)}
      />
    </div>
  );
}
