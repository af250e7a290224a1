import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import type { Environment } from '../../server/shapes.ts';
import { rolloutTexts as texts } from '../../texts/rollout.ts';
import { deploymentCalls, loadDeploymentsAgain } from '../deployments/deployment-calls.ts';
import { ReasonFields } from '../reason-fields.tsx';
import classes from './rollout.module.css';

type Props = {
  readonly flow: string;
  readonly name: string;
  readonly env: Environment;
  /** That gets all messages again. */
  readonly version: string;
  readonly onClose: () => void;
};

/** Before the live version gets all messages again: why. Nothing is typed, because nothing is lost. */
export function GoBackDialog({ flow, name, env, version, onClose }: Props) {
  const [why, setWhy] = useState('');
  const back = useMutation({
    mutationFn: () => deploymentCalls.endRollout(flow, env.name, why.trim()),
    onSuccess: () => {
      loadDeploymentsAgain();
      onClose();
    },
  });
  const isReady = why.trim().length >= 3;
  return (
    <Modal opened onClose={onClose} title={name} size={480}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) back.mutate();
        }}
      >
        <p>
          <EnvChip name={env.name} kind={env.class} size="sm" /> {texts.goBackHelp}
        </p>
        <ReasonFields label={texts.whyBack} why={why} maxLength={500} onWhy={setWhy} />
        {back.isError && <FailureNote what={texts.failures.back} failure={back.error} />}
        <div className={classes.dialogFoot}>
          <Button onClick={onClose}>{texts.keep}</Button>
          <Button
            type="submit"
            variant={env.class === 'prod' ? 'prod' : 'filled'}
            leftSection={<Glyph name="arrow-back-up" size={14} />}
            loading={back.isPending}
            disabled={!isReady}
          >
            {texts.goBackTo(version)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
