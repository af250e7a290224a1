import { Modal } from '@mantine/core';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { isUnderWay, runLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useRuns } from '../server/queries.ts';
import { useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import classes from './test-cases.module.css';
import { useMakeCase } from './use-make-case.ts';

const thirtyDays = 30 * 24;
/** Runs that are offered. */
const offered = 40;

/** The newest runs of the flow; a click makes a test case of one. */
export function ChooseRunDialog({ onClose }: { onClose: () => void }) {
  const { flowId, env } = useEditor();
  const runs = useRuns({ env, flow: flowId, status: [], key: '', hours: thirtyDays, tests: 'with' });
  const make = useMakeCase(flowId);
  const items = (runs.data?.pages[0]?.items ?? []).filter((run) => !isUnderWay(run.status)).slice(0, offered);
  return (
    <Modal opened onClose={onClose} title={texts.chooseRun} size={560}>
      <p className={classes.dialogHelp}>{texts.chooseRunHelp}</p>
      {make.isError && <FailureNote what={texts.notMade} failure={make.error} />}
      {runs.isError && <FailureNote what={texts.runsFailed} failure={runs.error} onRetry={() => void runs.refetch()} />}
      {runs.isPending && <Skeleton rows={6} rowHeight={34} what={texts.chooseRun} />}
      {runs.isSuccess && items.length === 0 && <p className={classes.dialogHelp}>{texts.noRuns(env)}</p>}
      <ul className={classes.runs} aria-label={texts.chooseRun}>
        {items.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              className={classes.row}
              disabled={make.isPending}
              onClick={() => make.mutate({ id: run.id, title: run.title }, { onSuccess: onClose })}
            >
              <StatusBadge look={runLooks[run.status]} variant="icon" size={16} />
              <span className={classes.rowName}>{run.title}</span>
              <span className={classes.rowFacts}>
                <RelativeTime at={run.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
