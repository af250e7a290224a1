import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { PageHeader } from '../kit/page-header.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useApprovals } from '../server/queries.ts';
import { useEnvironment } from '../shell/environment.ts';
import { Page } from '../shell/page.tsx';
import { approvalsTexts as texts } from '../texts/approvals.ts';
import { ApprovalCard } from './approval-card.tsx';
import classes from './approvals.module.css';

type Shown = 'open' | 'decided';
/** Somebody else was first: said here, because the question itself goes. */
type TooLate = { readonly title: string; readonly why: string };

/** What runs ask people to decide, the oldest first; and what was decided, by whom. */
export function ApprovalsPage() {
  const environment = useEnvironment();
  const [shown, setShown] = useState<Shown>('open');
  const [tooLate, setTooLate] = useState<TooLate | null>(null);
  const approvals = useApprovals(environment.name, shown);
  const phase = useLoadingPhase(approvals.isPending);
  const rows = approvals.data ?? [];
  return (
    <Page crumbs={[{ title: texts.approvals }]}>
      <PageHeader
        title={texts.approvals}
        hint={rows.length > 0 && <span className="number">{rows.length}</span>}
        actions={
          <SegmentedControl
            aria-label={texts.whichApprovals}
            value={shown}
            onChange={(value) => setShown(value as Shown)}
            data={[
              { value: 'open', label: texts.open },
              { value: 'decided', label: texts.decided },
            ]}
          />
        }
      />
      {approvals.isError && (
        <div className={classes.note}>
          <FailureNote what={texts.approvalsCouldNotBeLoaded} failure={approvals.error} onRetry={() => void approvals.refetch()} />
        </div>
      )}
      {tooLate && (
        <div className={classes.note}>
          <Note
            family="warn"
            icon="alert-triangle"
            role="alert"
            action={
              <Button size="xs" onClick={() => setTooLate(null)}>
                {texts.gotIt}
              </Button>
            }
          >
            <strong>{tooLate.title}</strong> {tooLate.why}
          </Note>
        </div>
      )}
      <div className={classes.list}>
        {phase === 'skeleton' && <Skeleton rows={6} rowHeight={88} what={texts.theApprovals} />}
        {phase === 'ready' && approvals.data && rows.length === 0 && <Nothing shown={shown} env={environment.name} />}
        {phase === 'ready' && rows.length > 0 && (
          <ul className={classes.cards} data-dimmed={approvals.isPlaceholderData || undefined}>
            {rows.map((approval) => (
              <ApprovalCard
                key={approval.id}
                approval={approval}
                isProd={environment.class === 'prod'}
                onTooLate={(why) => setTooLate({ title: approval.title, why })}
              />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function Nothing({ shown, env }: { shown: Shown; env: string }) {
  if (shown === 'decided') return <EmptyState title={texts.nothingWasDecidedInYet(env)}>{texts.decisionsStayHereFor90}</EmptyState>;
  return <EmptyState title={texts.nothingWaitsForADecision(env)}>{texts.anApprovalStepInA}</EmptyState>;
}
