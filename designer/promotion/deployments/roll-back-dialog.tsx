import { Button, Checkbox, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { useFlowVersion } from '../../server/queries.ts';
import type { Environment } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { ChangeWords } from '../../versions/change-words.tsx';
import { flowDiff } from '../../versions/flow-diff.ts';
import { ReasonFields } from '../reason-fields.tsx';
import type { DeploymentRow } from '../shapes.ts';
import { deploymentCalls, loadDeploymentsAgain } from './deployment-calls.ts';
import { configurationDifferences } from './deployment-words.ts';
import classes from './deployments.module.css';

export type Left = { readonly kind: 'variable' | 'lookup'; readonly name: string; readonly why: string };

type Props = {
  readonly flow: string;
  readonly name: string;
  readonly environment: Environment;
  readonly target: DeploymentRow;
  readonly current: DeploymentRow | undefined;
  /** Given what of the configuration could not go back. */
  readonly onDone: (left: readonly Left[]) => void;
  readonly onClose: () => void;
};

/** Before an earlier version runs again: what changes, its configuration, running work. In prod one types the flow's name. */
export function RollBackDialog({ flow, name, environment, target, current, onDone, onClose }: Props) {
  const env = environment.name;
  const isProd = environment.class === 'prod';
  const version = texts.v(target.version ?? 0);
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const [wantsAll, setWantsAll] = useState(true);
  // Variables and tables are shared by all channels.
  const mayRestore = useMay()('deployments.rollback', env, '');
  const restores = mayRestore && wantsAll;
  const old = useFlowVersion(flow, target.version);
  const now = useFlowVersion(flow, current?.version ?? null);
  const stops = useMemo(() => (old.data && now.data ? flowDiff(now.data.flow, old.data.flow).stops : null), [old.data, now.data]);
  const differences = current ? configurationDifferences(current.configuration, target.configuration) : [];
  const rollBack = useMutation({
    mutationFn: () =>
      deploymentCalls.rollBack(flow, env, {
        version: target.version ?? 0,
        why: why.trim(),
        restoreConfiguration: differences.length > 0 && restores,
      }),
    onSuccess: ({ configuration }) => {
      loadDeploymentsAgain();
      onDone(configuration.left);
      onClose();
    },
  });
  const isReady = why.trim().length >= 3 && (!isProd || typed.trim() === name);
  return (
    <Modal opened onClose={onClose} title={texts.rollBackToTitle(name, version, env)} size={560}>
      <form
        className={classes.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) rollBack.mutate();
        }}
      >
        <p>
          <EnvChip name={env} kind={environment.class} size="sm" />{' '}
          {current?.version != null && texts.versionStep(texts.v(current.version), version)} {texts.rollBackRuns}
        </p>
        <div>
          <h3 className={classes.dialogTitle}>{texts.whatChanges}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
          <section className={classes.changes} aria-label={texts.whatChanges} tabIndex={0}>
            {stops === null ? null : stops.length === 0 ? <p className={classes.none}>{texts.noChanges}</p> : <ChangeWords stops={stops} />}
          </section>
        </div>
        {differences.length === 0 ? (
          <p className={classes.none}>{texts.configurationSame}</p>
        ) : (
          <div>
            <Checkbox
              label={texts.configurationToo}
              description={mayRestore ? texts.configurationTooHelp : texts.configurationStays(env)}
              checked={restores}
              disabled={!mayRestore}
              onChange={(event) => setWantsAll(event.currentTarget.checked)}
            />
            <ul className={classes.differences} data-off={!restores || undefined}>
              {differences.map(({ kind, name: key, now: is, once }) => (
                <li key={`${kind} ${key}`}>
                  {kind === 'variable'
                    ? texts.differsVariable(key, is ?? texts.notSet, once ?? texts.notSet)
                    : texts.differsLookup(key, is ?? texts.notSet, once ?? texts.notSet)}
                </li>
              ))}
            </ul>
          </div>
        )}
        <ReasonFields
          label={texts.whyRollback}
          why={why}
          maxLength={500}
          onWhy={setWhy}
          typing={isProd ? { name, typed, onTyped: setTyped } : undefined}
        />
        {rollBack.isError && <FailureNote what={texts.failed.rollback} failure={rollBack.error} />}
        <div className={classes.dialogFoot}>
          <Button onClick={onClose}>{texts.keepIt}</Button>
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            leftSection={<Glyph name="arrow-back-up" size={14} />}
            loading={rollBack.isPending}
            disabled={!isReady}
          >
            {texts.rollBackToIn(version, env)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
