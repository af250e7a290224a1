import { catalogOf } from '@crossdock/flows/graph/catalog';
import { Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { useFlowVersion, useNodeTypes } from '../../server/queries.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { FlowDiffView } from '../../versions/flow-diff-view.tsx';
import type { PromotionItem } from '../shapes.ts';
import classes from './changes.module.css';

/** The flow as it would be against the one that it replaces, drawn as one. */
export function CanvasChange({ item, env }: { item: PromotionItem; env: string }) {
  const types = useNodeTypes();
  const after = useFlowVersion(item.name, item.version);
  const before = useFlowVersion(item.name, item.replaces);
  const [selected, setSelected] = useState<string | null>(null);
  const catalog = useMemo(() => (types.data ? catalogOf(types.data) : null), [types.data]);
  const failure = types.error ?? after.error ?? before.error;
  if (failure) {
    return (
      <FailureNote
        what={texts.drawingFailed}
        failure={failure}
        onRetry={() => {
          void types.refetch();
          void after.refetch();
          void before.refetch();
        }}
      />
    );
  }
  if (!catalog || !after.data || (item.replaces !== null && !before.data)) return <Skeleton className={classes.waiting ?? ''} />;
  return (
    <FlowDiffView
      before={before.data && item.replaces !== null ? { name: texts.v(item.replaces), flow: before.data.flow } : null}
      after={{ name: texts.v(item.version), flow: after.data.flow }}
      catalog={catalog}
      env={env}
      selected={selected}
      onSelect={setSelected}
    />
  );
}
