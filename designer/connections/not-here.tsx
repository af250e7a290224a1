import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import type { Environment } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';
import { CopyConnection } from './copy-connection.tsx';
import type { ConnectionsOf } from './use-connections-everywhere.ts';

const texts = connectionsTexts.list;

type Props = { name: string; environment: Environment; everywhere: readonly ConnectionsOf[] };

/** The address names a connection that this environment has not, but perhaps another one. */
export function NotHere({ name, environment, everywhere }: Props) {
  const may = useMay();
  const [isCopying, setCopying] = useState(false);
  const there = everywhere.flatMap(({ connections = [] }) => connections.filter((one) => one.name === name))[0];
  return (
    <section className={classes.detail} aria-label={name}>
      <EmptyState
        title={texts.notHere(name, environment.name)}
        action={
          there && may('connections.edit', environment.name) ? (
            <Button variant="filled" onClick={() => setCopying(true)}>
              {texts.copyItFrom(there.env)}
            </Button>
          ) : (
            <Button component={Link} href="/connections">
              {texts.all}
            </Button>
          )
        }
      >
        {connectionsTexts.elsewhere.help}
      </EmptyState>
      {there && <CopyConnection connection={there} to={isCopying ? environment : null} onClose={() => setCopying(false)} />}
    </section>
  );
}
