import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import type { EnvironmentDetail } from '../server/shapes.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import { environmentCalls, loadEnvironmentsAgain } from './environment-queries.ts';
import classes from './environments.module.css';

/** Says what goes with an environment; its name is typed, and the server refuses while something is live there. */
export function RemoveDialog({ environment, onClose }: { environment: EnvironmentDetail; onClose: () => void }) {
  const [, go] = useLocation();
  const [typed, setTyped] = useState('');
  const { name, flows } = environment;
  const remove = useMutation({
    mutationFn: () => environmentCalls.remove(name),
    onSuccess: async () => {
      await loadEnvironmentsAgain();
      onClose();
      go('/environments');
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.removeOf(name)} size={480}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) remove.mutate();
        }}
      >
        {flows > 0 && (
          <Note family="warn" icon="alert-triangle">
            {texts.removeInWay(flows)}
          </Note>
        )}
        <p>{texts.removeLead}</p>
        <ul className={classes.goes}>
          <li>{texts.removeConnections}</li>
          <li>{texts.removeLookups}</li>
          <li>{texts.removePolicy}</li>
        </ul>
        <p className={classes.hint}>{texts.removeStays}</p>
        <TextInput
          label={texts.typeName(name)}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {remove.isError && <FailureNote what={texts.removeFailed(name)} failure={remove.error} />}
        <div className={classes.formFoot}>
          <Button onClick={onClose} data-autofocus>
            {texts.keep(name)}
          </Button>
          <Button type="submit" variant="danger" loading={remove.isPending} disabled={typed !== name}>
            {texts.removeOf(name)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
