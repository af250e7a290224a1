import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Exception } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './replay-dialog.module.css';

type Props = { runId: string; isProd: boolean; exceptions: readonly Exception[]; isOpen: boolean; onClose: () => void };

/** Says of exceptions that nothing more is to be done, and why. */
export function DismissDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.nothingMoreToBeDone} size={480}>
      {isOpen && <DismissForm onClose={onClose} {...rest} />}
    </Modal>
  );
}

function DismissForm({ runId, isProd, exceptions, onClose }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const dismiss = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/runs/{id}/dismissal', {
          params: { path: { id: runId } },
          body: { exceptions: exceptions.map(({ id }) => id), reason: reason.trim() },
        }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.run(runId) });
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      onClose();
    },
  });
  const isReady = reason.trim().length >= 3;
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) dismiss.mutate();
      }}
    >
      <p className={classes.plain}>{texts.dismissHelp(exceptions.length)}</p>
      <TextInput
        label={texts.reason}
        description={texts.staysWithTheExceptionFor}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        data-autofocus
      />
      {dismiss.isError && <FailureNote what={texts.nothingWasDismissed} failure={dismiss.error} />}
      <footer className={classes.foot}>
        <span className={classes.version} />
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button type="submit" variant={isProd ? 'prod' : 'filled'} disabled={!isReady} loading={dismiss.isPending}>
          {texts.dismissCount(exceptions.length)}
        </Button>
      </footer>
    </form>
  );
}
