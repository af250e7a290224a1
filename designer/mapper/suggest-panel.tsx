import { acceptance, type Suggestion } from '@crossdock/flows/mapping/suggest';
import { ActionIcon, Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { type Mapper, useMapper } from './mapper-context.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

const texts = mapperTexts.suggest;
const sure = 90;

/** Every line that could be added, best first; taken over one by one, or all that are sure. */
export function SuggestPanel() {
  const mapper = useMapper();
  const { suggestions, state } = mapper;
  const scroller = useRef<HTMLDivElement>(null);
  const certain = suggestions.filter(({ confidence }) => confidence > sure);
  const virtual = useVirtualizer({
    count: suggestions.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 66,
    overscan: 6,
  });
  return (
    <section className={classes.detail} data-fill aria-label={texts.title}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle}>{texts.title}</h2>
        {certain.length > 0 && (
          <Button size="xs" variant="filled" onClick={() => acceptAll(mapper, certain)}>
            {texts.acceptAll(certain.length)}
          </Button>
        )}
        <ActionIcon size="sm" aria-label={mapperTexts.close} onClick={() => state.setState({ panel: 'detail' })}>
          <Glyph name="x" size={16} />
        </ActionIcon>
      </header>
      {suggestions.length === 0 ? (
        <EmptyState title={texts.none}>{texts.noneHelp}</EmptyState>
      ) : (
        <div ref={scroller} className={classes.suggestions}>
          <ul className={classes.virtualList} style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const suggestion = suggestions[item.index];
              if (!suggestion) return null;
              return (
                <li
                  key={suggestion.target.path}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={classes.virtualRow}
                  style={{ transform: `translateY(${item.start}px)` }}
                  onMouseEnter={() => point(mapper, suggestion)}
                >
                  <SuggestionRow
                    suggestion={suggestion}
                    hasTarget
                    onAccept={() => accept(mapper, [suggestion], mapperTexts.detail.mapTitle(suggestion.target.name))}
                  />
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

/** Takes over all that are above 90 %, as one step of undo. */
export function acceptAll(mapper: Mapper, wanted = mapper.suggestions.filter(({ confidence }) => confidence > sure)): void {
  if (wanted.length > 0) accept(mapper, wanted, texts.undoTitle(wanted.length));
}

function accept({ suggestions, fields, previewed, change }: Mapper, wanted: readonly Suggestion[], title: string): void {
  const records = previewed.map(({ json }) => json);
  change(acceptance(wanted, suggestions, fields, records), title);
}

/** Shows both fields in the trees while the pointer is on a suggestion. */
function point({ state }: Mapper, { source, target }: Suggestion): void {
  state.setState({ source: source?.path ?? null, target: target.path });
}
