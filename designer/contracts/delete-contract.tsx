import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { contractTexts } from '../texts/contracts.ts';
import classes from './contracts.module.css';

const texts = contractTexts.view;

type Props = { name: string; isOpen: boolean; onClose: () => void; onDeleted: () => void };

export function DeleteContract({ name, isOpen, onClose, onDeleted }: Props) {
  const remove = useMutation({
    mutationFn: () => reply(client.DELETE('/api/contracts/{name}', { params: { path: { name } } })),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: queryKeys.contracts });
      onDeleted();
    },
  });
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.removeTitle(name)} size={440}>
      <p className={classes.dialogText}>{texts.removeWhat}</p>
      {remove.isError && <FailureNote what={texts.removeFailed} failure={remove.error} />}
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {texts.keep}
        </Button>
        <Button variant="danger" loading={remove.isPending} onClick={() => remove.mutate()}>
          {texts.removeButton(name)}
        </Button>
      </div>
    </Modal>
  );
}
