// biome-ignore-all lint/a11y/useSemanticElements: a list box with several marks in an option cannot be a select
// biome-ignore-all lint/a11y/useFocusableInteractive: the list box keeps the focus and names the option
import { Button, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import type { FlowDraft, VersionSummary } from '../server/shapes.ts';
import { versionsTexts } from '../texts/versions.ts';
import { DraftRow } from './draft-row.tsx';
import { findVersions } from './find-versions.ts';
import { targetOf } from './stop-list.tsx';
import type { Which } from './version-address.ts';
import classes from './version-list.module.css';
import { VersionRow } from './version-row.tsx';

const rowHeight = 66;
/** Below so many versions nobody needs to search. */
const few = 8;

type Props = {
  readonly draft: FlowDraft;
  readonly versions: readonly VersionSummary[];
  readonly chosen: Which;
  readonly onChoose: (which: Which) => void;
};

/** The draft and all versions, newest first, as a list box; only those in view are drawn. */
export function VersionList({ draft, versions, chosen, onChoose }: Props) {
  const [text, setText] = useState('');
  const found = findVersions(versions, text);
  const rows: Which[] = [...(text.trim() === '' ? ['draft' as const] : []), ...found.map((version) => version.number)];
  const byNumber = new Map(found.map((version) => [version.number, version]));
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  const at = rows.indexOf(chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = targetOf(event.key, at, rows.length);
    if (to === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const row = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (row !== undefined) onChoose(row);
  };
  return (
    <div className={classes.pane}>
      {versions.length >= few && (
        <TextInput
          className={classes.find ?? ''}
          aria-label={versionsTexts.find}
          placeholder={versionsTexts.findHint}
          leftSection={<Glyph name="search" size={14} />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setText('');
            if (event.key === 'ArrowDown') scroller.current?.focus();
          }}
        />
      )}
      {rows.length === 0 && (
        <div className={classes.empty}>
          <EmptyState
            title={versionsTexts.nothingFound(text)}
            action={<Button onClick={() => setText('')}>{versionsTexts.clearFind}</Button>}
          />
        </div>
      )}
      <div
        ref={scroller}
        className={classes.list}
        role="listbox"
        aria-label={versionsTexts.title}
        aria-activedescendant={at >= 0 ? `version-${rows[at]}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            const version = typeof row === 'number' ? byNumber.get(row) : undefined;
            if (row === undefined) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the list box takes the keys
              <div
                key={row}
                id={`version-${row}`}
                role="option"
                aria-selected={item.index === at}
                aria-setsize={rows.length}
                aria-posinset={item.index + 1}
                className={classes.row}
                style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={() => onChoose(row)}
              >
                {version ? <VersionRow version={version} /> : <DraftRow draft={draft} />}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
