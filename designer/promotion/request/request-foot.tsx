import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { useSignedIn } from '../../server/session.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import type { RolloutChoice } from '../rollout/rollout-steps.ts';
import { type Asking, FootForm } from './foot-form.tsx';
import { keepRequest, readAgain, requestCalls } from './request-calls.ts';
import classes from './request-foot.module.css';
import { nextAct, stoppedBy } from './request-steps.ts';
import { RollbackDialog } from './rollback-dialog.tsx';
import { useRights } from './use-rights.ts';

type Props = {
  readonly request: Promotion;
  readonly overrides: Readonly<Record<string, string>>;
  readonly note: string;
  readonly rollout: RolloutChoice | null;
};

/** What happens to running work, and the buttons of who looks. The first names what it does and where. */
export function RequestFoot({ request, overrides, note, rollout }: Props) {
  const { environments } = useSignedIn();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [isRollingBack, setRollingBack] = useState(false);
  const { id, to, state, gates } = request;
  const isProd = environments.find((environment) => environment.name === to)?.class === 'prod';
  const rights = useRights(to);
  const act = nextAct(request, rights);
  const stop = stoppedBy(act, gates, { overrides, mayOverride: rights.override });
  const given = () =>
    Object.entries(overrides).flatMap(([gate, why]) =>
      why.trim() !== '' && gates.some((each) => each.id === gate && each.overridden === null) ? [{ gate, why: why.trim() }] : [],
    );
  const go = useMutation({
    mutationFn: async () => {
      let next = request;
      if (act !== 'deploy') {
        next = await requestCalls.approve(request, note.trim());
        keepRequest(next);
      }
      return act === 'approve' ? next : requestCalls.deploy(request, { overrides: given(), rollout });
    },
    onSuccess: keepRequest,
    onError: () => readAgain(id),
  });
  const unschedule = useMutation({ mutationFn: () => requestCalls.unschedule(id), onSuccess: keepRequest });
  const isOpen = ['open', 'approved', 'scheduled', 'failed'].includes(state);
  const canSchedule = isOpen && state !== 'scheduled' && (act === 'deploy' || act === 'approve-and-deploy') && stop !== 'red';
  const failure = go.error ?? unschedule.error;
  const canRollBack = request.mayRollback.may;
  if (!isOpen && state !== 'deploying' && !canRollBack) return null;
  return (
    <footer className={classes.foot}>
      {failure && <FailureNote what={go.error ? failedWords(act) : texts.failed.cancel} failure={failure} />}
      {asking && (
        <FootForm
          key={asking}
          asking={asking}
          request={request}
          isProd={isProd}
          note={note}
          act={act}
          rollout={rollout}
          overrides={given}
          onClose={() => setAsking(null)}
        />
      )}
      <div className={classes.line}>
        <p className={classes.facts}>
          <span>{isOpen ? runningWords(request) : texts.rollBackRuns}</span>
          {act !== null && stop !== null && (
            <span className={classes.stop}>{stop === 'admin' ? texts.adminMustPass(to) : stopWords[stop]}</span>
          )}
          {isOpen && act === null && <span>{request.mayDeploy.why ?? request.mayApprove.why ?? texts.waitsForOthers}</span>}
        </p>
        {asking === null && (
          <div className={classes.acts}>
            <MoreActs request={request} onAsk={setAsking} />
            {state === 'scheduled' && rights.deploy && (
              <Button loading={unschedule.isPending} onClick={() => unschedule.mutate()}>
                {texts.cancelSchedule}
              </Button>
            )}
            {canSchedule && (
              <Button leftSection={<Glyph name="calendar-time" size={14} />} onClick={() => setAsking('schedule')}>
                {texts.schedule}
              </Button>
            )}
            {canRollBack && (
              <Button
                variant={isProd ? 'prod' : 'default'}
                leftSection={<Glyph name="arrow-back-up" size={14} />}
                onClick={() => setRollingBack(true)}
              >
                {texts.rollBackIn(to)}
              </Button>
            )}
            {act !== null && (
              <Button
                variant={act !== 'approve' && isProd ? 'prod' : 'filled'}
                leftSection={<Glyph name={act === 'approve' ? 'check' : isProd ? 'lock' : 'send'} size={14} />}
                loading={go.isPending}
                disabled={stop !== null}
                onClick={() => go.mutate()}
              >
                {actWords(act, to)}
              </Button>
            )}
          </div>
        )}
      </div>
      {isRollingBack && <RollbackDialog request={request} isProd={isProd} onClose={() => setRollingBack(false)} />}
    </footer>
  );
}

/** Asking for changes stands beside the main act; what ends the request lies in a menu. */
function MoreActs({ request, onAsk }: { request: Promotion; onAsk: (asking: Asking) => void }) {
  const { mayReject, mayWithdraw } = request;
  if (!mayReject.may && !mayWithdraw.may) return null;
  return (
    <>
      {mayReject.may && (
        <Button variant="subtle" onClick={() => onAsk('changes')}>
          {texts.askForChanges}
        </Button>
      )}
      {!mayReject.may && mayWithdraw.may && (
        <Button variant="subtle" onClick={() => onAsk('withdraw')}>
          {texts.withdraw}
        </Button>
      )}
      {mayReject.may && (
        <Menu position="top-end">
          <Menu.Target>
            <Button variant="subtle" aria-label={texts.more}>
              <Glyph name="dots" size={14} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onAsk('reject')}>{texts.reject}</Menu.Item>
            {mayWithdraw.may && <Menu.Item onClick={() => onAsk('withdraw')}>{texts.withdraw}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  );
}

const stopWords = { red: texts.gatesAreRed, running: texts.gatesRunning, 'not-run': texts.gatesNotRunYet, reasons: texts.mustOverride };

function actWords(act: NonNullable<ReturnType<typeof nextAct>>, to: string): string {
  if (act === 'approve') return texts.approveFor(to);
  return act === 'deploy' ? texts.deployTo(to) : texts.approveAndDeploy(to);
}

function failedWords(act: ReturnType<typeof nextAct>): string {
  return act === 'approve' ? texts.failed.approve : texts.failed.deploy;
}

function runningWords({ items, running }: Promotion): string {
  const flows = items.filter((item) => item.kind === 'flow');
  const [only] = flows;
  if (flows.length === 0) return texts.lookupsOnly;
  if (flows.length > 1 || !only) return texts.runsFinishBundle(running);
  if (only.replaces === null) return texts.nothingReplaced;
  const version = texts.v(only.replaces);
  return `${texts.runsFinish(running, version)} ${texts.wayBack(version)}`;
}
