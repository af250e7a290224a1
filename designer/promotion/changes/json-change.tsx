import { Skeleton } from '@mantine/core';
import { FailureNote } from '../../kit/error-note.tsx';
import { useFlowVersion } from '../../server/queries.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { LinesChange } from '../../versions/fields/lines-change.tsx';
import type { PromotionItem } from '../shapes.ts';
import classes from './changes.module.css';

/** The document of the flow line by line against the one that it replaces. */
export function JsonChange({ item }: { item: PromotionItem }) {
  const after = useFlowVersion(item.name, item.version);
  const before = useFlowVersion(item.name, item.replaces);
  const failure = after.error ?? before.error;
  if (failure) return <FailureNote what={texts.drawingFailed} failure={failure} onRetry={() => void after.refetch()} />;
  if (!after.data || (item.replaces !== null && !before.data)) return <Skeleton className={classes.waiting ?? ''} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard
    <section className={classes.code} aria-label={texts.json} tabIndex={0}>
      <LinesChange
        before={before.data ? JSON.stringify(before.data.flow, null, 2) : ''}
        after={JSON.stringify(after.data.flow, null, 2)}
        isJson
      />
    </section>
  );
}
