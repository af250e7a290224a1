import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { EmptyState } from '../../kit/empty-state.tsx';
import { EnvChip } from '../../kit/env-chip.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useLoadingPhase } from '../../kit/use-loading-phase.ts';
import { useSignedIn } from '../../server/session.ts';
import type { PromotionSummary } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { composePath } from '../promotion-address.ts';
import { turnLook } from '../promotion-looks.ts';
import { usePromotions } from '../promotion-queries.ts';
import classes from './request-list.module.css';
import { approvalsOf, byTurn, redGates, shownGates } from './request-steps.ts';

type Shown = 'open' | 'closed';

/** Requests: what waits for who looks first, then the others; or what was decided. */
export function RequestList() {
  const [shown, setShown] = useState<Shown>('open');
  const [, go] = useLocation();
  const { environments } = useSignedIn();
  const may = useMay();
  const requests = usePromotions(shown);
  const phase = useLoadingPhase(requests.isPending);
  const { mine, others } = byTurn(requests.data ?? []);
  const [to, from] = environments.toReversed().map((environment) => environment.name);
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{texts.requests}</h2>
        <SegmentedControl
          size="xs"
          aria-label={texts.whichRequests}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'open', label: texts.open },
            { value: 'closed', label: texts.closed },
          ]}
        />
        {to !== undefined && from !== undefined && may('promotions.request') && (
          <Button
            size="xs"
            className={classes.new ?? ''}
            leftSection={<Glyph name="plus" size={14} />}
            onClick={() => go(composePath({ from, to, items: [] }))}
          >
            {texts.newRequest}
          </Button>
        )}
      </header>
      <div className={classes.list} data-dimmed={requests.isPlaceholderData || undefined}>
        {requests.isError && (
          <div className={classes.note}>
            <FailureNote what={texts.requestsFailed} failure={requests.error} onRetry={() => void requests.refetch()} />
          </div>
        )}
        {phase === 'skeleton' && <Skeleton rows={5} rowHeight={76} what={texts.theRequests} />}
        {phase === 'ready' && requests.data?.length === 0 && (
          <EmptyState title={shown === 'open' ? texts.noOpen : texts.noClosed}>
            {shown === 'open' ? texts.noOpenHelp : texts.noClosedHelp}
          </EmptyState>
        )}
        {phase === 'ready' && mine.length > 0 && <Group title={texts.waitsForYou} requests={mine} />}
        {phase === 'ready' && others.length > 0 && <Group title={mine.length > 0 ? texts.openRequests : null} requests={others} />}
      </div>
    </>
  );
}

function Group({ title, requests }: { title: string | null; requests: readonly PromotionSummary[] }) {
  return (
    <section aria-label={title ?? texts.requests}>
      {title !== null && <h3 className={classes.group}>{title}</h3>}
      <ul className={classes.rows}>
        {requests.map((request) => (
          <Row key={request.id} request={request} />
        ))}
      </ul>
    </section>
  );
}

function Row({ request }: { request: PromotionSummary }) {
  const { environments } = useSignedIn();
  const kindOf = (name: string) => environments.find((environment) => environment.name === name)?.class ?? 'dev';
  const isClosed = ['deployed', 'rejected', 'withdrawn', 'expired', 'rolled-back'].includes(request.state);
  return (
    <li>
      <Link href={`/promotion/${request.id}`} className={classes.row}>
        <span className={classes.line}>
          <span className={classes.name}>{request.title}</span>
          <span className={`mono ${classes.id}`}>{request.id}</span>
          <span className={classes.state}>
            <StatusBadge look={turnLook(request)} variant="pill" />
          </span>
        </span>
        <span className={classes.line}>
          <EnvChip name={request.from} kind={kindOf(request.from)} size="sm" />
          <Glyph name="arrow-right" size={12} className={classes.arrow} />
          <EnvChip name={request.to} kind={kindOf(request.to)} size="sm" />
          <span className={classes.items}>
            {request.items.slice(0, 3).map((item) => (
              <span key={`${item.kind} ${item.name}`}>
                {request.items.length > 1 && `${item.title} `}
                <span className="mono">
                  {item.replaces !== null && `${texts.v(item.replaces)} → `}
                  {texts.v(item.version)}
                </span>
              </span>
            ))}
            {request.items.length > 3 && <span>{texts.and(request.items.length - 3)}</span>}
          </span>
        </span>
        <span className={`${classes.line} ${classes.hint}`}>
          <span>
            {request.author}, <RelativeTime at={request.createdAt} />
          </span>
          {!isClosed && <Gates request={request} />}
          {!isClosed && (
            <span>
              {request.policy.approvals === 0 ? texts.noApprovals : texts.approvalsOf(approvalsOf(request), request.policy.approvals)}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function Gates({ request }: { request: PromotionSummary }) {
  const red = redGates(request.gates);
  const toLookAt = shownGates(request.gates).filter((gate) => gate.state === 'warn' && gate.overridden === null).length;
  if (red > 0) return <Fact family="bad" icon="circle-x" words={texts.gatesFail(red)} />;
  if (toLookAt > 0) return <Fact family="warn" icon="alert-triangle" words={texts.gatesWarn(toLookAt)} />;
  if (request.gates.length === 0 || shownGates(request.gates).some((gate) => gate.state === 'not-run'))
    return <span>{texts.gatesNotRun}</span>;
  return <Fact family="good" icon="circle-check" words={texts.gatesPass} />;
}

function Fact({ family, icon, words }: { family: 'good' | 'warn' | 'bad'; icon: string; words: string }) {
  return (
    <span className={classes.fact} data-family={family}>
      <Glyph name={icon} size={12} />
      {words}
    </span>
  );
}
