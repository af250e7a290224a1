import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { formatCount } from '../kit/format.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Environment, LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.remove;

type Props = { environment: Environment; lookup: LookupDetail; isOpen: boolean; onClose: () => void; onDeleted: () => void };

/** Removes a table; in prod its name has to be typed. */
export function DeleteLookup({ environment, lookup, isOpen, onClose, onDeleted }: Props) {
  const { env, name } = lookup;
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => reply(client.DELETE('/api/lookups/{name}', { params: { path: { name }, query: { env } } })),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKeys.lookups });
      onDeleted();
    },
  });
  const isReady = environment.class !== 'prod' || typed === name;
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.title(name)} size={460}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) remove.mutate();
        }}
      >
        <p>{texts.what(formatCount(lookup.rows), env)}</p>
        {environment.class === 'prod' && <TextInput label={name} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />}
        {remove.isError && <FailureNote what={texts.failed} failure={remove.error} />}
        <div className={classes.formFoot}>
          <Button variant="default" onClick={onClose} data-autofocus>
            {texts.cancel}
          </Button>
          <Button type="submit" variant="danger" disabled={!isReady} loading={remove.isPending}>
            {texts.button(name)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
