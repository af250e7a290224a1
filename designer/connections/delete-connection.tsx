import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { refreshConnections } from '../server/connection-queries.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import classes from './connections.module.css';

const texts = connectionsTexts.remove;

type Props = { environment: Environment; connection: Connection; isOpen: boolean; onClose: () => void; onDeleted: () => void };

/** Asks before a connection goes: in prod its name is typed. One that a deployed flow uses stays. */
export function DeleteConnection({ environment, connection, isOpen, onClose, onDeleted }: Props) {
  const { env, name, usedBy } = connection;
  const [typed, setTyped] = useState('');
  const isProd = environment.class === 'prod';
  const remove = useMutation({
    mutationFn: () => reply(client.DELETE('/api/connections/{env}/{name}', { params: { path: { env, name } } })),
    onSuccess() {
      onClose();
      onDeleted();
      refreshConnections(env);
    },
  });
  const isBlocked = usedBy.length > 0 || (isProd && typed !== name);
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.title(name, env)} size={460}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBlocked) remove.mutate();
        }}
      >
        <p>{usedBy.length > 0 ? texts.used(usedBy) : texts.what}</p>
        {isProd && usedBy.length === 0 && (
          <TextInput
            label={texts.typeName(name)}
            value={typed}
            spellCheck={false}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {remove.isError && <FailureNote what={texts.failed} failure={remove.error} />}
        <div className={classes.dialogFoot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="bad" loading={remove.isPending} disabled={isBlocked}>
            {texts.button(name)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
