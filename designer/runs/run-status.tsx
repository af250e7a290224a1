import { runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useNow } from '../kit/use-now.ts';
import type { RunSummary } from '../server/shapes.ts';
import { statusDetail } from './run-words.ts';

type Props = { run: RunSummary; variant?: 'plain' | 'pill' | 'quiet' };

/** The state of a run; while it waits for its next try it says when that is. */
export function RunStatusBadge({ run, variant = 'plain' }: Props) {
  const look = runLooks[run.status];
  if (run.status !== 'retrying' && run.status !== 'parked') return <StatusBadge look={look} variant={variant} />;
  return <Waiting run={run} variant={variant} />;
}

function Waiting({ run, variant }: Required<Props>) {
  const now = useNow();
  return (
    <StatusBadge
      look={runLooks[run.status]}
      variant={variant}
      detail={statusDetail({ status: run.status, nextTryAt: run.nextTryAt, attempts: variant === 'quiet' ? 0 : run.attempt }, now)}
    />
  );
}
