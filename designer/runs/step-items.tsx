import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { ErrorNote } from '../kit/error-note.tsx';
import { formatBytes } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { JsonText } from '../kit/json/json-text.tsx';
import { JsonView } from '../kit/json/json-view.tsx';
import { Note } from '../kit/note.tsx';
import { VirtualLines } from '../kit/virtual-lines.tsx';
import type { ShownItem } from '../server/shapes.ts';
import { dataTexts } from '../texts/data.ts';
import { runStepsTexts } from '../texts/run-steps.ts';
import classes from './step-items.module.css';

const texts = runStepsTexts.items;

type Props = {
  /** By port. */
  items: Record<string, ShownItem[]>;
  /** How many there were on each port, where not all are kept. */
  totals?: Readonly<Record<string, number>>;
  direction: 'input' | 'output';
  stepName: string;
  /** What to say when there is nothing. */
  empty: string;
  /** Offered for each item that is shown whole: replay it with another body. */
  onCorrect?: ((item: ShownItem) => void) | undefined;
  /** The item in view; absent: the first that failed, until a person chooses another. */
  current?: string | null;
  onItem?: (itemId: string) => void;
  /** Offers the way of the item. */
  onLineage?: (itemId: string) => void;
};

/** The items on the ports of a step: one port at a time, the list on the left when there are several, the chosen one whole. */
export function StepItems({ items, totals = {}, direction, stepName, empty, onCorrect, current = null, onItem, onLineage }: Props) {
  const ports = Object.keys(items).filter((port) => (items[port]?.length ?? 0) > 0);
  const [own, setOwn] = useState<string | null>(null);
  const chosen = own ?? current;
  const choose = (id: string) => {
    setOwn(id);
    onItem?.(id);
  };
  const [chosenPort, setPort] = useState<string | null>(null);
  const port = ports.find((name) => name === chosenPort) ?? ports[0];
  if (port === undefined) return <EmptyState title={empty} />;
  const list = items[port] ?? [];
  const total = totals[port] ?? 0;
  const isCutList = total > list.length;
  const values = list.filter((each) => !each.isCut).map((each) => each.json);
  const item = list.find((candidate) => candidate.id === chosen) ?? list.find((candidate) => candidate.error !== null) ?? list[0];

  return (
    <div className={classes.frame}>
      <div className={classes.root}>
        {list.length > 1 && (
          <div className={classes.list}>
            <VirtualLines
              count={list.length}
              lineHeight={28}
              label={texts.of[direction]}
              renderLine={(index) => {
                const candidate = list[index];
                if (!candidate) return null;
                return (
                  <button type="button" className={classes.item} aria-pressed={candidate === item} onClick={() => choose(candidate.id)}>
                    <span className="mono ellipsis">{candidate.key ?? candidate.id}</span>
                    {candidate.error && <span className={classes.failed}>{texts.failed}</span>}
                  </button>
                );
              }}
            />
          </div>
        )}
        {item && (
          <div className={classes.view}>
            {item.error && (
              <div className={classes.note}>
                <ErrorNote error={item.error} />
              </div>
            )}
            {item.isCut ? (
              <CutItem item={item} stepName={stepName} />
            ) : (
              <JsonView
                value={item.json}
                label={texts.label[direction](stepName)}
                name={direction}
                all={{ values, current: list.indexOf(item), choose: (index) => choose(list[index]?.id ?? item.id) }}
              >
                {ports.length > 1 ? (
                  <SegmentedControl
                    aria-label={texts.port}
                    value={port}
                    onChange={setPort}
                    data={ports.map((name) => ({ value: name, label: `${name} ${Math.max(totals[name] ?? 0, items[name]?.length ?? 0)}` }))}
                  />
                ) : (
                  <span className={classes.caption} title={isCutList ? dataTexts.items.cutHelp : undefined}>
                    {isCutList ? dataTexts.items.cut(list.length, total) : dataTexts.items.count(list.length)}
                  </span>
                )}
                {item.correctedBy !== null && (
                  <span className={classes.corrected}>
                    <Glyph name="pencil" size={12} />
                    {texts.correctedBy(item.correctedBy)}
                  </span>
                )}
                {onCorrect && (
                  <Button size="xs" leftSection={<Glyph name="pencil" size={12} />} onClick={() => onCorrect(item)}>
                    {texts.correct}
                  </Button>
                )}
                {onLineage && (
                  <Button
                    size="xs"
                    variant="subtle"
                    leftSection={<Glyph name="binary-tree" size={12} />}
                    onClick={() => onLineage(item.id)}
                  >
                    {dataTexts.lineage.title}
                  </Button>
                )}
                {item.note !== null && item.note !== undefined && <span className={classes.fact}>{noteText(item.note)}</span>}
              </JsonView>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function CutItem({ item, stepName }: { item: ShownItem; stepName: string }) {
  return (
    <>
      <div className={classes.note}>
        <Note family="idle" icon="alert-circle">
          {texts.cut(formatBytes(item.bytes))}
        </Note>
      </div>
      <div className={classes.cut}>
        <JsonText text={typeof item.json === 'string' ? item.json : JSON.stringify(item.json)} label={texts.beginning(stepName)} />
      </div>
    </>
  );
}

/** What a node recorded of an item, in one line: `{ rows: [2, 5] }` gives `rows 2, 5`. */
export function noteText(note: unknown): string {
  if (note === null || typeof note !== 'object') return String(note);
  if (Array.isArray(note)) return note.map((fact) => noteText(fact)).join('; ');
  return Object.entries(note)
    .map(
      ([name, value]) =>
        `${name} ${Array.isArray(value) ? value.join(', ') : typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)}`,
    )
    .join(', ');
}
