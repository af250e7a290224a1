import { useMemo } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { VirtualLines } from '../kit/virtual-lines.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './expression-result.module.css';
import type { Tried } from './use-tried.ts';
import { ValueLine } from './value-line.tsx';

/** The value of an expression on every record, those that failed first; a row brings its record into view. */
export function ValueList({ tried, onChosen }: { tried: Tried; onChosen: () => void }) {
  const { items, results = [], total, choose } = tried;
  const rows = useMemo(() => {
    const positions = results.map((_, index) => index);
    return [...positions.filter((index) => !results[index]?.ok), ...positions.filter((index) => results[index]?.ok)];
  }, [results]);
  return (
    <>
      <p className={classes.head}>{texts.value.list}</p>
      <div style={{ height: Math.min(320, rows.length * 28) }}>
        <VirtualLines
          count={rows.length}
          lineHeight={28}
          label={texts.value.list}
          renderLine={(row) => {
            const index = rows[row] ?? 0;
            const item = items[index];
            const result = results[index];
            if (!item || !result) return null;
            return (
              <button
                type="button"
                className={classes.line}
                title={texts.value.use}
                disabled={!choose}
                onClick={() => {
                  choose?.(item.id);
                  onChosen();
                }}
              >
                <span className={classes.key}>{item.key ?? `${index + 1}`}</span>
                {result.ok ? (
                  <ValueLine value={result.value} />
                ) : (
                  <span className={classes.error} title={result.error}>
                    <Glyph name="circle-x" size={12} /> {result.error}
                  </span>
                )}
              </button>
            );
          }}
        />
      </div>
      {total > items.length && <p className={classes.foot}>{texts.value.firstOf(items.length, total)}</p>}
    </>
  );
}
