import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import type { Environment } from '../server/shapes.ts';
import { filesTexts as texts } from '../texts/files.ts';
import classes from './files.module.css';
import { type Applied, applyFiles, type Plan } from './files-queries.ts';

type Props = {
  plan: Plan;
  /** Another plan is on its way. */
  isStale: boolean;
  environment: Environment;
  request: Omit<Parameters<typeof applyFiles>[0], 'plan' | 'note'>;
  onDone: (applied: Applied) => void;
  /** The installation is another one than the plan says. */
  onStale: () => void;
};

/** The button that makes exactly the plan above it. Where something goes, and in prod, it asks once more. */
export function ApplyBar({ plan, isStale, environment, request, onDone, onStale }: Props) {
  const [note, setNote] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const isProd = environment.class === 'prod';
  const apply = useMutation({
    mutationFn: () => applyFiles({ ...request, plan: plan.id, note }),
    onSuccess: onDone,
    onError(error) {
      setIsAsking(false);
      if (error instanceof ApiFailure && error.code === 'STALE_PLAN') onStale();
    },
  });
  const { create, change, remove } = plan.counts;
  const count = create + change + remove;
  if (count === 0) return null;
  const isBlocked = plan.needs.some((need) => need.blocks);
  const label = texts.apply(count, environment.name);
  const look = { variant: isProd ? 'prod' : 'filled', ...(isProd && { leftSection: <Glyph name="lock" size={14} /> }) };
  return (
    <form
      className={classes.apply}
      onSubmit={(event) => {
        event.preventDefault();
        if (isProd || remove > 0) setIsAsking(true);
        else apply.mutate();
      }}
    >
      {apply.isError && <FailureNote what={texts.applyFailed} failure={apply.error} />}
      <div className={classes.applyRow}>
        <TextInput
          className={classes.applyNote ?? ''}
          aria-label={texts.note}
          placeholder={texts.noteHint}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button type="submit" {...look} disabled={isBlocked || isStale} loading={apply.isPending && !isAsking}>
          {label}
        </Button>
      </div>
      <Modal opened={isAsking} onClose={() => setIsAsking(false)} title={texts.confirmTitle(environment.name)} size={480}>
        <div className={classes.dialog}>
          <p>{texts.confirmText(texts.counts(create, change, remove))}</p>
          <div className={classes.dialogFoot}>
            <Button variant="default" data-autofocus onClick={() => setIsAsking(false)}>
              {texts.cancel}
            </Button>
            <Button {...look} loading={apply.isPending} onClick={() => apply.mutate()}>
              {label}
            </Button>
          </div>
        </div>
      </Modal>
    </form>
  );
}
