import { TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import type { Rows } from './field-rows.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { choose, type Side, setSearch } from './mapper-state.ts';

type Props = { side: Side; placeholder: string; rows: Rows; children?: ReactNode };

/** Searches one tree; Enter goes from hit to hit, Esc clears, the arrow down enters the tree. */
export function PaneSearch({ side, placeholder, rows, children }: Props) {
  const { state } = useMapper();
  const given = useMapperState((now) => now.search[side]);
  const [text, setText] = useState(given);
  useEffect(() => setText(given), [given]);
  const hits = rows.rows.filter((row) => row.isMatch);
  return (
    <div className={classes.search}>
      <TextInput
        className={classes.searchInput ?? ''}
        size="xs"
        type="search"
        data-map-search={side}
        aria-label={placeholder}
        placeholder={placeholder}
        leftSection={<Glyph name="search" size={14} />}
        rightSectionWidth={text === '' ? 0 : 84}
        rightSection={text === '' ? null : <span className={classes.hits}>{mapperTexts.row.matches(rows.matches)}</span>}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setSearch(state, side, event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.preventDefault();
            event.stopPropagation();
            setSearch(state, side, '');
          } else if (event.key === 'Enter' && hits.length > 0) {
            event.preventDefault();
            const at = hits.findIndex(({ field }) => field.path === state.getState()[side]);
            choose(state, side, hits[(at + (event.shiftKey ? hits.length - 1 : 1)) % hits.length]?.field.path ?? null);
          } else if (event.key === 'ArrowDown') {
            event.preventDefault();
            if (state.getState()[side] === null) choose(state, side, (hits[0] ?? rows.rows[0])?.field.path ?? null);
            document.querySelector<HTMLElement>(`[data-map-tree="${side}"]`)?.focus();
          }
        }}
      />
      {children}
    </div>
  );
}
