import { Glyph } from '../kit/glyph.tsx';
import type { ReplayPlan } from '../server/shapes.ts';
import classes from './replay-dialog.module.css';
import { planSums, replayActions } from './replay-plan.ts';

type Props = {
  plan: ReplayPlan;
  /** A changed one is being made. */
  isOld: boolean;
  /** Only the steps that have something to do from where it starts. */
  isShort?: boolean;
};

/** What a replay does step by step, and in one sentence. */
export function ReplayPlanTable({ plan, isOld, isShort = false }: Props) {
  const first = isShort ? plan.steps.findIndex((step) => step.nodeId === plan.from?.nodeId) : 0;
  const steps = plan.steps.slice(Math.max(0, first)).filter((step) => !isShort || step.action !== 'not reached');
  return (
    <div className={classes.planned} data-old={isOld || undefined}>
      <ol className={classes.plan}>
        {steps.map((step) => {
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
      <p className={classes.sums} role="status">
        <Glyph name="checks" size={14} />
        {planSums(plan)}
      </p>
    </div>
  );
}
