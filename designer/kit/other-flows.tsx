import { kitTexts as texts } from '../texts/kit.ts';

/** Behind the flows that use something: how many more do which the roles of the reader do not show. */
export function OtherFlows({ seen, others, className }: { seen: number; others: number; className?: string | undefined }) {
  if (others === 0) return null;
  return (
    <span className={className} title={texts.otherFlowsHint}>
      {seen === 0 ? texts.flowsNotShown(others) : texts.otherFlows(others)}
    </span>
  );
}
