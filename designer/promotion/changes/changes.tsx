import { SegmentedControl, Select } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import shared from '../request/request-pane.module.css';
import type { PromotionItem } from '../shapes.ts';
import classes from './changes.module.css';
import { PartList } from './part-list.tsx';

type View = 'fields' | 'canvas' | 'json';

/** The drawing of flows is a large part of the designer; it comes when it is asked for. */
const CanvasChange = lazy(async () => ({ default: (await import('./canvas-change.tsx')).CanvasChange }));
const JsonChange = lazy(async () => ({ default: (await import('./json-change.tsx')).JsonChange }));

/** What differs from what the target runs: field by field by part, on the canvas, or as JSON. */
export function Changes({ items, to }: { items: readonly PromotionItem[]; to: string }) {
  const [view, setView] = useState<View>('fields');
  const flows = items.filter((item) => item.kind === 'flow');
  const [chosen, setChosen] = useState(flows[0]?.name ?? '');
  const item = flows.find((each) => each.name === chosen) ?? flows[0];
  const parts = items.flatMap((each) => each.parts);
  const count = parts.reduce((sum, part) => sum + part.changes.length + (part.more ?? 0), 0);
  return (
    <section className={shared.section} aria-label={texts.changes}>
      <div className={shared.sectionHead}>
        <h3 className={shared.sectionTitle}>{texts.changes}</h3>
        <span className={`${shared.hint} number`}>{texts.changesIn(count, parts.length)}</span>
        {view !== 'fields' && flows.length > 1 && item && (
          <Select
            size="xs"
            w={200}
            aria-label={texts.chooseItem}
            value={item.name}
            data={flows.map((flow) => ({ value: flow.name, label: flow.title }))}
            onChange={(name) => setChosen(name ?? '')}
          />
        )}
        <span className={shared.right}>
          <SegmentedControl
            size="xs"
            aria-label={texts.showChanges}
            value={view}
            onChange={(value) => setView(value as View)}
            data={[
              { value: 'fields', label: texts.fields },
              { value: 'canvas', label: texts.onCanvas, disabled: flows.length === 0 },
              { value: 'json', label: texts.json, disabled: flows.length === 0 },
            ]}
          />
        </span>
      </div>
      {view === 'fields' && <PartList items={items} to={to} />}
      <Suspense fallback={<div className={classes.drawing} data-waiting />}>
        {view === 'canvas' && item && (
          <div className={classes.drawing}>
            <CanvasChange key={item.name} item={item} env={to} />
          </div>
        )}
        {view === 'json' && item && <JsonChange key={item.name} item={item} />}
      </Suspense>
    </section>
  );
}
