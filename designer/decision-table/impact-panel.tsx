import { IconArrowRight } from '@tabler/icons-react';
import { FailureNote } from '../kit/error-note.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { VirtualLines } from '../kit/virtual-lines.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { Decision } from './impact.ts';
import classes from './panel.module.css';
import { type Past, pastDays } from './use-past.ts';

type Props = { past: Past; onShow: (record: number) => void };

/** What past records would become with this table: how many go elsewhere than with the version that runs, and each of them, old and new. */
export function ImpactPanel({ past, onShow }: Props) {
  const { hits, changed, version, items } = past;
  if (past.error) return <FailureNote what={texts.pastFailed} failure={past.error} onRetry={past.retry} />;
  if (past.isLoading) return <p className={classes.quiet}>{texts.loadingPast}</p>;
  return (
    <div className={classes.pane}>
      {hits && (
        <div className={classes.facts}>
          <p>{texts.hitsOver(hits.compared, past.runs, pastDays)}</p>
          {past.captured < past.runs && <p className={classes.quiet}>{texts.hitsFrom(past.captured, past.runs)}</p>}
          {hits.unmatched > 0 && <p className={classes.quiet}>{texts.unmatched(hits.unmatched)}</p>}
          {hits.unknown > 0 && <p className={classes.quiet}>{texts.hitsUnknown(hits.unknown)}</p>}
        </div>
      )}
      {!hits && <p className={classes.quiet}>{texts.noPast(pastDays)}</p>}
      {hits && version !== null && changed && (
        <p className={classes.lead} data-none={changed.length > 0 || undefined}>
          {changed.length === 0 ? texts.noImpact(hits.compared, version) : texts.impact(changed.length, hits.compared, version)}
        </p>
      )}
      {version !== null && changed && changed.length > 0 && (
        <div className={classes.list} style={{ height: Math.min(changed.length, 10) * 64 + 2 }}>
          <VirtualLines
            count={changed.length}
            lineHeight={64}
            label={texts.impactTitle(version)}
            renderLine={(i) => {
              const one = changed[i];
              const item = one && items[one.at];
              return one && item ? (
                <button type="button" className={classes.change} onClick={() => onShow(one.at)}>
                  <span className={classes.changeHead}>
                    <span className={classes.sampleTitle}>{item.title}</span>
                    <RelativeTime at={item.at} />
                  </span>
                  <span className={classes.changeWay}>{texts.way(inWords(one.before), inWords(one.after))}</span>
                  <span className={classes.changeLine}>
                    {differences(one.before, one.after).map(({ name, was, is }) => (
                      <span key={name} title={`${name}: ${was ?? texts.nothing}, ${texts.becomes} ${is ?? texts.nothing}`}>
                        {name} {was !== null && <del>{was}</del>} <IconArrowRight size={12} stroke={2} aria-label={texts.becomes} />{' '}
                        <ins>{is ?? texts.nothing}</ins>
                      </span>
                    ))}
                  </span>
                </button>
              ) : null;
            }}
          />
        </div>
      )}
    </div>
  );
}

function inWords({ kind, rows }: Decision): string {
  return kind === 'rows' ? texts.inRow(rows) : texts.decision[kind];
}

/** The result fields that have other values. */
function differences(before: Decision, after: Decision): { name: string; was: string | null; is: string | null }[] {
  const names = [...new Set([...Object.keys(before.result), ...Object.keys(after.result)])];
  return names.flatMap((name) => {
    const [was, is] = [shown(before.result[name]), shown(after.result[name])];
    return was === is ? [] : [{ name, was, is }];
  });
}

function shown(value: unknown): string | null {
  return value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);
}
