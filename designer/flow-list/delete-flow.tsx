import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { FlowSummary } from '../server/shapes.ts';
import { flowListTexts as texts } from '../texts/flow-list.ts';
import classes from './delete-flow.module.css';

/** Says what goes and what stays, then deletes. A flow that is live somewhere asks for its name, and the server refuses it until it is undeployed. */
export function DeleteFlow({ flow, onClose }: { flow: FlowSummary | null; onClose: () => void }) {
  return (
    <Modal opened={flow !== null} onClose={onClose} title={flow === null ? '' : texts.delete(flow.name)} size={460}>
      {flow && <DeleteForm flow={flow} onClose={onClose} />}
    </Modal>
  );
}

function DeleteForm({ flow, onClose }: { flow: FlowSummary; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const environments = Object.keys(flow.deployments);
  const isLive = environments.length > 0;
  const remove = useMutation({
    mutationFn: () => reply(client.DELETE('/api/flows/{id}', { params: { path: { id: flow.id } } })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      onClose();
    },
  });
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        remove.mutate();
      }}
    >
      <ul className={classes.list}>
        <li>{texts.draftGoes(flow.latestVersion ?? 0)}</li>
        {isLive && <li>{texts.isLive(environments.join(', '))}</li>}
        <li>{texts.itsRunsStayUntilTheir}</li>
      </ul>
      {isLive && (
        <TextInput
          label={texts.typeToDeleteIt(flow.name)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
        />
      )}
      {remove.isError && <FailureNote what={texts.theFlowWasNotDeleted} failure={remove.error} />}
      <footer className={classes.foot}>
        <Button onClick={onClose} data-autofocus>
          {texts.keepFlow}
        </Button>
        <Button type="submit" variant="danger" loading={remove.isPending} disabled={isLive && typed !== flow.name}>
          {texts.deleteFlow}
        </Button>
      </footer>
    </form>
  );
}
