import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { client, reply } from '../server/client.ts';
import { useReplayPlan } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { ReplayPlan } from '../server/shapes.ts';
import classes from './replay-dialog.module.css';
import { planSums, replayActions, replayButton } from './replay-plan.ts';

type Props = {
  runId: string;
  /** The step to go on from; undefined: what failed, from where it failed. */
  from?: string | undefined;
  /** How many items are replayed, for the button. */
  count: number;
  isProd: boolean;
  isOpen: boolean;
  onClose: () => void;
  onReplayed?: ((runId: string) => void) | undefined;
};

/** First what replay will do, step by step; then the button that does it. */
export function ReplayDialog({ isOpen, onClose, ...rest }: Props) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="What replay will do" size={560}>
      {isOpen && <ReplayForm onClose={onClose} {...rest} />}
    </Modal>
  );
}

function ReplayForm({ runId, from, count, isProd, onClose, onReplayed }: Omit<Props, 'isOpen'>) {
  const [reason, setReason] = useState('');
  const plan = useReplayPlan(runId, from, true);
  const replay = useMutation({
    mutationFn: () =>
      reply(
        client.POST('/api/runs/{id}/replays', {
          params: { path: { id: runId } },
          body: { ...(from !== undefined && { from }), ...(reason.trim() !== '' && { reason: reason.trim() }) },
        }),
      ),
    onSuccess: (started) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.run(runId) });
      onClose();
      onReplayed?.(started.runId);
    },
  });
  return (
    <form
      className={classes.root}
      onSubmit={(event) => {
        event.preventDefault();
        replay.mutate();
      }}
    >
      {plan.isError && <FailureNote what="The plan could not be made" failure={plan.error} onRetry={() => void plan.refetch()} />}
      {plan.isPending && <Skeleton rows={5} rowHeight={34} what="the plan" />}
      {plan.data && <PlanTable plan={plan.data} />}
      <TextInput
        label="Reason"
        description="Stays with the new run, for the next one who looks."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={200}
      />
      {replay.isError && <FailureNote what="Nothing was replayed" failure={replay.error} />}
      <footer className={classes.foot}>
        <span className={classes.version}>
          {plan.data && (plan.data.version === 0 ? 'On the draft, as it ran' : `On v${plan.data.version}`)}
        </span>
        <Button variant="subtle" onClick={onClose}>
          Back
        </Button>
        <Button
          type="submit"
          variant={isProd ? 'prod' : 'filled'}
          disabled={!plan.data}
          loading={replay.isPending}
          leftSection={<Glyph name={isProd ? 'lock' : 'refresh'} size={14} />}
        >
          {replayButton(count, from !== undefined, isProd)}
        </Button>
      </footer>
    </form>
  );
}

function PlanTable({ plan }: { plan: ReplayPlan }) {
  return (
    <div>
      <ol className={classes.plan}>
        {plan.steps.map((step) => {
          const look = replayActions[step.action];
          return (
            <li key={step.nodeId} className={classes.step} data-family={look.family} data-dim={step.action === 'not reached' || undefined}>
              <Glyph name={look.icon} size={14} />
              <span className={classes.name}>{step.name}</span>
              {step.items > 0 && step.action !== 'not reached' && <span className={classes.items}>{step.items}</span>}
              <span className={classes.action}>{step.action}</span>
            </li>
          );
        })}
      </ol>
      <p className={classes.sums}>
        <Glyph name="checks" size={14} />
        {planSums(plan)}
      </p>
    </div>
  );
}
