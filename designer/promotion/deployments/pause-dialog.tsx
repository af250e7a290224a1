import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import type { Environment } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { ReasonFields } from '../reason-fields.tsx';
import { localToIso } from '../request/local-time.ts';
import { deploymentCalls, loadDeploymentsAgain, type Pause } from './deployment-calls.ts';
import classes from './deployments.module.css';

type Props = { readonly flow: string; readonly name: string; readonly environment: Environment; readonly onClose: () => void };

/** Before a flow takes nothing more: what happens to new messages, until when, and why. */
export function PauseDialog({ flow, name, environment, onClose }: Props) {
  const env = environment.name;
  const isProd = environment.class === 'prod';
  const [mode, setMode] = useState<Pause['mode']>('queue');
  const [why, setWhy] = useState('');
  const [until, setUntil] = useState('');
  const iso = localToIso(until);
  const pause = useMutation({
    mutationFn: () => deploymentCalls.pause(flow, env, { mode, why: why.trim(), until: iso }),
    onSuccess: () => {
      loadDeploymentsAgain();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={texts.pauseTitle(name, env)} size={480}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (why.trim().length >= 3) pause.mutate();
        }}
      >
        <p>
          <EnvChip name={env} kind={environment.class} size="sm" /> {texts.pauseRunning}
        </p>
        <Radio.Group label={texts.pauseMode} value={mode} onChange={(value) => setMode(value as Pause['mode'])}>
          <div className={classes.choices}>
            <Radio value="queue" label={texts.queue} description={texts.queueHelp} />
            <Radio value="refuse" label={texts.refuse} description={texts.refuseHelp} />
          </div>
        </Radio.Group>
        <ReasonFields label={texts.whyPause} why={why} maxLength={500} onWhy={setWhy} />
        <TextInput
          type="datetime-local"
          label={texts.pauseUntil}
          description={texts.pauseUntilHint}
          w={240}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        {pause.isError && <FailureNote what={texts.failed.pause} failure={pause.error} />}
        <div className={classes.dialogFoot}>
          <Button onClick={onClose}>{texts.back}</Button>
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name="player-pause" size={14} />}
            loading={pause.isPending}
            disabled={why.trim().length < 3}
          >
            {texts.pauseIn(env)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
