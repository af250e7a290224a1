import { pathNames, walkFields } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import { ActionIcon, Tooltip } from '@mantine/core';
import { type PointerEvent, useMemo } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { type FieldRow, groupsOf, type Rows } from './field-rows.ts';
import { FieldTree } from './field-tree.tsx';
import { KindBadge, kindWords } from './kind-badge.tsx';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { type Side, setOpen } from './mapper-state.ts';
import { PaneSearch } from './pane-search.tsx';
import { isPrivate } from './private-data.ts';
import { SourcePicker } from './source-picker.tsx';
import { ValueText } from './value-text.tsx';

const texts = mapperTexts.source;

/** The fields that come in, with their values in the sample. */
export function SourcePane({
  rows,
  used,
  onGrab,
}: {
  rows: Rows;
  used: ReadonlySet<string>;
  onGrab: (side: Side, path: string, event: PointerEvent) => void;
}) {
  const { source, sample, redact, state } = useMapper();
  const isRevealed = useMapperState((now) => now.isRevealed);
  const count = useMemo(() => countFields(source), [source]);
  const firstValue = ({ field }: FieldRow) =>
    valuesAt(sample?.json, pathNames(field.path)).find((value) => value !== undefined && value !== null);
  return (
    <section className={classes.pane} aria-label={texts.title}>
      <header className={classes.paneHead}>
        <h2 className={classes.paneTitle}>{texts.title}</h2>
        <span className={classes.paneNote} />
        <SourcePicker />
      </header>
      <PaneSearch side="source" placeholder={texts.find(count)} rows={rows}>
        <Tooltip label={isRevealed ? texts.hide : texts.reveal}>
          <ActionIcon
            size="sm"
            aria-label={texts.reveal}
            aria-pressed={isRevealed}
            onClick={() => state.setState({ isRevealed: !isRevealed })}
          >
            <Glyph name={isRevealed ? 'eye' : 'eye-off'} size={14} />
          </ActionIcon>
        </Tooltip>
        <GroupButtons side="source" />
      </PaneSearch>
      {source.children.length === 0 ? (
        <div className={classes.emptyPane}>
          <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>
        </div>
      ) : (
        <FieldTree
          side="source"
          label={texts.tree}
          rows={rows}
          onGrab={onGrab}
          rowState={({ field }) => (used.has(field.path) ? 'used' : undefined)}
          renderRow={(row) => (
            <>
              <KindBadge field={row.field} />
              <span className={classes.name} data-group={row.hasChildren || undefined}>
                {row.field.name}
                <span className="visually-hidden">, {kindWords(row.field)}</span>
              </span>
              <span className={classes.right}>
                <ValueText value={firstValue(row)} isHidden={!isRevealed && isPrivate(row.field.path, redact)} />
              </span>
            </>
          )}
        />
      )}
    </section>
  );
}

/** Opens or closes all groups of a tree. */
export function GroupButtons({ side }: { side: Side }) {
  const mapper = useMapper();
  const isAnyOpen = useMapperState((now) => (now.open[side]?.size ?? 0) > 0);
  const label = isAnyOpen ? mapperTexts.row.collapse : mapperTexts.row.expand;
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={() => setOpen(mapper.state, side, isAnyOpen ? new Set() : groupsOf(mapper[side]))}>
        <Glyph name={isAnyOpen ? 'fold' : 'fold-down'} size={14} />
      </ActionIcon>
    </Tooltip>
  );
}

export function countFields(root: Parameters<typeof walkFields>[0]): number {
  return [...walkFields(root)].length;
}
