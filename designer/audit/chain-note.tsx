import { Button } from '@mantine/core';
import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { CopyButton } from '../kit/copy-button.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { verifyAudit } from '../server/audit-queries.ts';
import type { AuditVerdict } from '../server/shapes.ts';
import { auditTexts as texts } from '../texts/audit.ts';
import classes from './audit.module.css';

type Check = UseMutationResult<AuditVerdict, Error, void>;

/** Has the server recompute the chain. */
export function useChainCheck(): Check {
  return useMutation({ mutationFn: () => verifyAudit() });
}

/** What came of it: the chain holds, or the line from which on it does not. */
export function ChainNote({ check, onShow }: { check: Check; onShow: (sequence: number) => void }) {
  if (check.isError) {
    return (
      <div className={classes.note}>
        <FailureNote what={texts.verifyFailed} failure={check.error} onRetry={() => check.mutate()} />
      </div>
    );
  }
  if (!check.data) return null;
  return (
    <div className={classes.note}>
      <Verdict verdict={check.data} onClose={() => check.reset()} onShow={onShow} />
    </div>
  );
}

function Verdict({ verdict, onClose, onShow }: { verdict: AuditVerdict; onClose: () => void; onShow: (sequence: number) => void }) {
  const { broken, head, lines } = verdict;
  if (broken) {
    return (
      <Note
        family="bad"
        icon="alert-circle"
        role="alert"
        action={
          <Button size="xs" onClick={() => onShow(broken.sequence)}>
            {texts.showTheLine}
          </Button>
        }
      >
        <strong>{texts.isBroken(broken.sequence)}</strong> {broken.why} {texts.isBrokenText}
      </Note>
    );
  }
  return (
    <Note
      family="good"
      icon="shield-check"
      role="alert"
      action={
        <Button size="xs" onClick={onClose}>
          {texts.gotIt}
        </Button>
      }
    >
      <strong>{head === null ? texts.holdsEmpty : texts.holds(texts.lineCount(lines))}</strong>{' '}
      {head !== null && (
        <>
          {texts.holdsText(head.sequence)} <code className={classes.headHash}>{head.hash.slice(0, 16)}…</code>{' '}
          <CopyButton text={`${head.sequence} ${head.hash}`} label={texts.copyHash} />
        </>
      )}
    </Note>
  );
}
