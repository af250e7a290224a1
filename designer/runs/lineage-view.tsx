import { Link } from 'wouter';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote, FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { effectLooks } from '../kit/status.ts';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useLoadingPhase } from '../kit/use-loading-phase.ts';
import { useLineage } from '../server/queries.ts';
import type { Lineage } from '../server/shapes.ts';
import { dataTexts } from '../texts/data.ts';
import classes from './lineage-view.module.css';

const texts = dataTexts.lineage;

type Props = {
  runId: string;
  nodeId: string;
  itemId: string | null;
  /** Shows another step with an item of it. */
  onOpen: (nodeId: string, itemId: string | null) => void;
};

/** The way of one item, from top to bottom: the message it came from, each step with its record there, and what became of it. */
export function LineageView({ runId, nodeId, itemId, onOpen }: Props) {
  const lineage = useLineage(runId, nodeId, itemId);
  const phase = useLoadingPhase(lineage.isPending && itemId !== null);
  if (itemId === null) return <EmptyState title={texts.none} />;
  if (lineage.isError) return <FailureNote what={texts.failed} failure={lineage.error} onRetry={() => void lineage.refetch()} />;
  if (phase !== 'ready' || !lineage.data) return phase === 'skeleton' ? <Skeleton rows={6} rowHeight={44} what={texts.loading} /> : null;
  if (!lineage.data.isCaptured) return <EmptyState title={texts.notCaptured}>{texts.gone}</EmptyState>;
  const { origin, steps } = lineage.data;
  return (
    <ol className={classes.root} aria-label={texts.title}>
      {origin && (
        <li className={classes.origin}>
          <Glyph name="arrow-up-right" size={14} />
          {texts.origin[origin.relation]}
          <Link href={`/runs/${origin.id}`} className="mono">
            {origin.id}
          </Link>
        </li>
      )}
      {steps.map((step) => (
        <Step key={step.nodeId} step={step} onOpen={onOpen} />
      ))}
    </ol>
  );
}

function Step({ step, onOpen }: { step: Lineage['steps'][number]; onOpen: Props['onOpen'] }) {
  const isSource = step.itemsIn === 0;
  const became = step.itemsOut === 0 ? '' : step.itemsOut > step.itemsIn && !isSource ? texts.split(step.itemsOut) : '';
  const merged = step.itemsIn > 1 && step.itemsOut < step.itemsIn && step.itemsOut > 0 ? texts.merged(step.itemsIn) : '';
  const fate = fateOf(step);
  return (
    <li className={classes.step} data-side={step.side} data-fate={step.fate}>
      <span className={classes.dot} aria-hidden />
      <div className={classes.head}>
        <button
          type="button"
          className={classes.name}
          aria-current={step.side === 'here' ? 'step' : undefined}
          onClick={() => onOpen(step.nodeId, step.items[0]?.id ?? null)}
        >
          {step.name}
        </button>
        <span className={classes.facts}>
          {[
            isSource ? texts.message : '',
            merged,
            became,
            step.ports.filter((port) => port !== 'out').join(', '),
            step.side === 'here' ? texts.here : '',
          ]
            .filter((part) => part !== '')
            .join(', ')}
        </span>
        {fate && (
          <span className={classes.fate} data-family={fate.family}>
            <Glyph name={fate.icon} size={12} />
            {fate.text}
          </span>
        )}
        {outcomesOf(step).map(({ outcome, count }) => (
          <StatusBadge key={outcome} look={effectLooks[outcome]} detail={count > 1 ? String(count) : undefined} />
        ))}
      </div>
      <ul className={classes.items}>
        {step.items.map((item) => (
          <li key={item.id}>
            <button type="button" className={classes.item} title={item.id} onClick={() => onOpen(step.nodeId, item.id)}>
              {item.key !== null && <span className={classes.key}>{item.key}</span>}
              <span className={classes.summary}>{item.summary}</span>
            </button>
            {item.error && (
              <div className={classes.error}>
                <ErrorNote error={item.error} />
              </div>
            )}
          </li>
        ))}
        {step.count > step.items.length && <li className={classes.more}>{texts.more(step.count - step.items.length)}</li>}
      </ul>
      {step.runs.map((run) => (
        <p key={run.id} className={classes.run}>
          <Glyph name="arrow-right" size={12} />
          {texts.relations[run.relation]}
          <Link href={runPath(run)} className="mono">
            {run.id}
          </Link>
        </p>
      ))}
    </li>
  );
}

function runPath({ id, nodeId, itemId }: Lineage['steps'][number]['runs'][number]): string {
  const query = new URLSearchParams();
  if (nodeId !== null) query.set('step', nodeId);
  if (itemId !== null) query.set('item', itemId);
  return `/runs/${id}${query.size > 0 ? `?${query}` : ''}`;
}

function outcomesOf({ effects }: Lineage['steps'][number]) {
  const counts = new Map<Lineage['steps'][number]['effects'][number]['outcome'], number>();
  for (const { outcome } of effects) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => ({ outcome, count }));
}

/** What is said at the end of a way; nothing while it goes on. */
function fateOf({ fate, side }: Lineage['steps'][number]): { family: string; icon: string; text: string } | null {
  if (fate === 'exception') return { family: 'bad', icon: 'alert-circle', text: texts.became.exception };
  if (side === 'before' || fate === 'went on') return null;
  if (fate === 'filtered') return { family: 'idle', icon: 'filter', text: texts.became.filtered };
  return { family: 'good', icon: 'circle-check', text: texts.became.ended };
}
