import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Environment, Variable } from '../server/shapes.ts';
import { variableTexts as texts } from '../texts/variables.ts';
import classes from './variables.module.css';

type Props = { environment: Environment; variable: Variable; isOpen: boolean; onClose: () => void; onDeleted: () => void };

/** Removes a variable from one environment; in prod its name has to be typed, and one that deployed flows read stays. */
export function DeleteVariable({ environment, variable: { name, usedBy }, isOpen, onClose, onDeleted }: Props) {
  const [typed, setTyped] = useState('');
  const isUsed = usedBy.some((use) => use.isLive);
  const remove = useMutation({
    mutationFn: () => reply(client.DELETE('/api/variables/{env}/{name}', { params: { path: { env: environment.name, name } } })),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKeys.variables });
      onDeleted();
    },
  });
  const isReady = !isUsed && (environment.class !== 'prod' || typed === name);
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.removeTitle(name)} size={460}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) remove.mutate();
        }}
      >
        <p>{isUsed ? texts.removeUsed : texts.removeWhat(name, environment.name)}</p>
        {isUsed && (
          <ul className={classes.flows}>
            {usedBy
              .filter((use) => use.isLive)
              .map((use) => (
                <li key={use.flow}>{use.name}</li>
              ))}
          </ul>
        )}
        {!isUsed && environment.class === 'prod' && (
          <TextInput label={texts.removeTyped(name)} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
        )}
        {remove.isError && <FailureNote what={texts.removeFailed} failure={remove.error} />}
        <div className={classes.foot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="danger" disabled={!isReady} loading={remove.isPending}>
            {texts.removeButton(name)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
