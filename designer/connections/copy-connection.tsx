import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { refreshConnections, useConnectionKinds } from '../server/connection-queries.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { chooseEnvironment } from '../shell/environment.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { bodyOf, formOf } from './connection-form.ts';
import classes from './connections.module.css';

const texts = connectionsTexts.elsewhere;

type Props = { connection: Connection; to: Environment | null; onClose: () => void };

/** Makes the same connection in another environment, without its secrets: those are other ones there. */
export function CopyConnection({ connection, to, onClose }: Props) {
  return (
    <Modal opened={to !== null} onClose={onClose} title={to && texts.copyTitle(connection.name, to.name)} size={460}>
      {to && <CopyForm key={to.name} connection={connection} to={to} onClose={onClose} />}
    </Modal>
  );
}

function CopyForm({ connection, to, onClose }: { connection: Connection; to: Environment; onClose: () => void }) {
  const [address, setAddress] = useState(connection.address);
  const kinds = useConnectionKinds().data;
  const kind = kinds?.find((one) => one.kind === connection.auth.kind);
  const isProd = to.class === 'prod';
  const copy = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/connections/{env}/{name}', {
          params: { path: { env: to.name, name: connection.name } },
          body: { ...bodyOf({ ...formOf(connection), address, secrets: {} }, kind, null), isShell: true },
        }),
      ),
    onSuccess() {
      refreshConnections(to.name);
      onClose();
      chooseEnvironment(to.name);
    },
  });
  return (
    <form
      className={classes.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        copy.mutate();
      }}
    >
      <p>{texts.copyWhat(to.name)}</p>
      <TextInput
        label={texts.copyAddress(to.name)}
        classNames={{ input: 'mono' }}
        value={address}
        spellCheck={false}
        onChange={(event) => setAddress(event.currentTarget.value)}
        data-autofocus
      />
      {copy.isError && <FailureNote what={texts.copyFailed} failure={copy.error} />}
      <div className={classes.dialogFoot}>
        <Button variant="default" onClick={onClose}>
          {texts.cancel}
        </Button>
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'filled'}
          loading={copy.isPending}
          disabled={!kinds || address.trim() === ''}
          leftSection={isProd && <Glyph name="lock" size={14} />}
        >
          {texts.copy(to.name)}
        </Button>
      </div>
    </form>
  );
}
