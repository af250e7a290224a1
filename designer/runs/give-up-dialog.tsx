import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { RunDetail } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './replay-dialog.module.css';

type Props = { run: RunDetail; isProd: boolean; isOpen: boolean; onClose: () => void; onStarted: (runId: string) => void };

/** Says what giving up means before it is done. */
export function GiveUpDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.giveUpAndTakeBack} size={560}>
      {isOpen && <GiveUpForm onClose={onClose} {...rest} />}
    </Modal>
  );
}

function GiveUpForm({ run, isProd, onClose, onStarted }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const done = run.effects.filter((effect) => effect.outcome === 'confirmed' || effect.outcome === 'unknown').length;
  const giveUp = useMutation({
    mutationFn: () =>
      reply(client.POST('/api/runs/{id}/compensation', { params: { path: { id: run.id } }, body: { reason: reason.trim() } })),
    onSuccess: (started) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.run(run.id) });
      onClose();
      onStarted(started.runId);
    },
  });
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        giveUp.mutate();
      }}
    >
      <p>{texts.takesBack(countOf(done, 'effect'))}</p>
      <TextInput
        label={texts.reason}
        description={texts.staysWithTheRunAnd}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
      />
      {giveUp.isError && <FailureNote what={texts.nothingWasTakenBack} failure={giveUp.error} />}
      <footer className={classes.foot}>
        <span className={classes.version} />
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'danger'}
          loading={giveUp.isPending}
          disabled={reason.trim().length < 3}
          leftSection={<Glyph name={isProd ? 'lock' : 'arrow-back-up'} size={14} />}
        >
          {texts.giveUpAndTakeBack}
        </Button>
      </footer>
    </form>
  );
}
