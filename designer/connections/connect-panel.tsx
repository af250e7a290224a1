import { Button, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { formatTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { useNow } from '../kit/use-now.ts';
import { connectConnection } from '../server/connection-acts.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { SidePanel } from './side-panel.tsx';

const texts = connectionsTexts.connect;

type Props = { connection: Connection; environment: Environment; hasChanges: boolean };

/** The sign-in of a person at the system, for OAuth 2 with an authorization code; and what came of it on the way back. */
export function ConnectPanel({ connection, environment, hasChanges }: Props) {
  const { env, name, auth } = connection;
  const now = useNow();
  const mayEdit = useMay()('connections.edit', env);
  const [outcome] = useState(outcomeInAddress);
  useEffect(() => {
    if (outcome) history.replaceState(null, '', location.pathname);
  }, [outcome]);
  const connect = useMutation({
    mutationFn: () => connectConnection(env, name),
    onSuccess: ({ url }) => location.assign(url),
  });
  if (auth.kind !== 'oauth2-code') return null;
  const { authorized } = connection;
  const isProd = environment.class === 'prod';
  return (
    <SidePanel
      title={texts.title}
      action={
        mayEdit && (
          <Tooltip label={texts.saveFirst} disabled={!hasChanges}>
            <Button
              size="xs"
              variant={isProd ? 'prod' : authorized ? 'default' : 'filled'}
              leftSection={<Glyph name={isProd ? 'lock' : 'external-link'} size={14} />}
              loading={connect.isPending || connect.isSuccess}
              disabled={hasChanges}
              onClick={() => connect.mutate()}
            >
              {authorized ? texts.again : texts.connect}
            </Button>
          </Tooltip>
        )
      }
    >
      {outcome?.kind === 'failed' && (
        <Note family="bad" icon="alert-circle" code={outcome.code}>
          {texts.refused} {outcome.why}
        </Note>
      )}
      {outcome?.kind === 'done' && (
        <Note family="good" icon="circle-check">
          {texts.came}
        </Note>
      )}
      {connect.isError && <FailureNote what={texts.failed} failure={connect.error} />}
      <p>{authorized ? texts.done(authorized.by, formatTime(authorized.at, now)) : texts.needed}</p>
    </SidePanel>
  );
}

type Outcome = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly code: string; readonly why: string };

function outcomeInAddress(): Outcome | null {
  const query = new URLSearchParams(location.search);
  const code = query.get('connectFailed');
  if (code !== null) return { kind: 'failed', code, why: query.get('why') ?? '' };
  return query.has('connected') ? { kind: 'done' } : null;
}
