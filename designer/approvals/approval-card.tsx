import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Approval } from '../server/shapes.ts';
import { approvalsTexts as texts } from '../texts/approvals.ts';
import { approvalLooks } from './approval-words.ts';
import classes from './approvals.module.css';

type Decision = 'approval' | 'rejection';

type Props = { approval: Approval; isProd: boolean /** It was decided, or its time was over, before. */; onTooLate: (why: string) => void };

/** One question: the order it is about, what is asked, since when and until when, and the buttons of who may decide. */
export function ApprovalCard({ approval, isProd, onTooLate }: Props) {
  const [deciding, setDeciding] = useState<Decision | null>(null);
  const [first, ...others] = approval.keys;
  const titleId = useId();
  return (
    <li className={classes.card} aria-labelledby={titleId}>
      <div className={classes.about}>
        <div className={classes.keys}>
          <Link href={`/runs/${approval.runId}`} className={`mono ${classes.key}`}>
            {first?.value ?? approval.runId}
          </Link>
          {others.map((key) => (
            <span key={key.kind} className={classes.other}>
              {key.kind} <span className="mono">{key.value}</span>
            </span>
          ))}
          <Link href={`/flows/${approval.flow.id}`} className={classes.flow}>
            {approval.flow.name}
          </Link>
        </div>
        <h2 id={titleId} className={classes.title}>
          {approval.title}
        </h2>
        {approval.text !== '' && <p className={classes.text}>{approval.text}</p>}
        <Facts approval={approval} />
      </div>
      <div className={classes.side}>
        {approval.state === 'open' ? (
          <Buttons approval={approval} deciding={deciding} isProd={isProd} onDecide={setDeciding} />
        ) : (
          <StatusBadge look={approvalLooks[approval.state]} variant="pill" />
        )}
      </div>
      {deciding && (
        <DecisionForm approval={approval} decision={deciding} isProd={isProd} onTooLate={onTooLate} onClose={() => setDeciding(null)} />
      )}
    </li>
  );
}

function Facts({ approval }: { approval: Approval }) {
  return (
    <p className={classes.facts}>
      <span>
        asked <RelativeTime at={approval.since} />
      </span>
      {approval.until !== null && approval.state === 'open' && (
        <span>
          until <RelativeTime at={approval.until} />
        </span>
      )}
      {approval.role !== '' && <span>for {approval.role}s</span>}
      {approval.decidedBy !== null && approval.decidedAt !== null && (
        <span>
          {approval.state} by {approval.decidedBy}, <RelativeTime at={approval.decidedAt} />
        </span>
      )}
      {approval.comment !== '' && <q className={classes.comment}>{approval.comment}</q>}
    </p>
  );
}

function Buttons(props: { approval: Approval; deciding: Decision | null; isProd: boolean; onDecide: (decision: Decision | null) => void }) {
  const { approval, deciding, isProd, onDecide } = props;
  if (!approval.mayDecide) return <span className={classes.others}>{texts.othersDecide(approval.role)}</span>;
  const toggle = (decision: Decision) => onDecide(deciding === decision ? null : decision);
  return (
    <>
      <Button
        variant={isProd ? 'prod' : 'filled'}
        leftSection={<Glyph name="check" size={14} />}
        aria-expanded={deciding === 'approval'}
        onClick={() => toggle('approval')}
      >
        {texts.approve}
      </Button>
      <Button leftSection={<Glyph name="x" size={14} />} aria-expanded={deciding === 'rejection'} onClick={() => toggle('rejection')}>
        {texts.reject}
      </Button>
    </>
  );
}

function DecisionForm(props: Props & { decision: Decision; onClose: () => void }) {
  const { approval, decision, isProd, onTooLate, onClose } = props;
  const [comment, setComment] = useState('');
  const isRejection = decision === 'rejection';
  const decide = useMutation({
    mutationFn: () => {
      const given = { params: { path: { id: approval.id } }, body: { comment: comment.trim() } };
      return isRejection
        ? reply(client.POST('/api/approvals/{id}/rejection', given))
        : reply(client.POST('/api/approvals/{id}/approval', given));
    },
    onError: (failure) => {
      if (failure instanceof ApiFailure && failure.code === 'ALREADY_DECIDED') onTooLate(failure.message);
    },
    // Also when somebody else was first: then the list is out of date.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.approvals }),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <Textarea
        label={isRejection ? texts.whyItIsRejected : texts.comment}
        description={isRejection ? texts.goesOnWithTheOrder : texts.optionalGoesOnWithThe}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={2000}
        data-autofocus
        autoFocus
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      {decide.isError && <FailureNote what={texts.itWasNotDecided} failure={decide.error} />}
      <div className={classes.formFoot}>
        <Button variant="subtle" onClick={onClose}>
          {texts.back}
        </Button>
        <Button
          type="submit"
          variant={isRejection ? 'danger' : isProd ? 'prod' : 'filled'}
          loading={decide.isPending}
          disabled={isRejection && comment.trim().length < 3}
        >
          {isRejection ? texts.rejectIt : texts.approveIt}
        </Button>
      </div>
    </form>
  );
}
