import { type Field, pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { dots, isPrivate } from './private-data.ts';
import { plainMessage } from './run-mapping.ts';
import { useEntries } from './use-entries.ts';
import { ValueText } from './value-text.tsx';

const texts = mapperTexts.detail;
const shownAtMost = 8;

type Row = { readonly given: unknown; readonly gives: unknown; readonly isFailing: boolean; readonly error?: string };

/** What the line gives: by entry of the sample in view, or by sample where there is one value each. */
export function OnSample({ field, line }: { field: Field; line: PlacedLine }) {
  const { previewed, run, redact, schema, problems } = useMapper();
  const isRevealed = useMapperState((now) => now.isRevealed);
  const failure = run?.failures.get(line.at);
  const entries = useEntries(line, previewed[0]?.json, failure?.samples.includes(0) ?? false);
  if (previewed.length === 0 || !run || line.kind === 'group' || line.kind === 'loop') return null;
  const from = line.reads.find(({ isTest }) => !isTest)?.path ?? null;
  const isInList = field.path.includes('[]');
  const loop = line.loops.at(-1) ?? '';
  const inEntry = from?.startsWith(loop) ? pathNames(from.slice(loop.length).replace(/^\./, '')) : null;
  const rows: Row[] =
    isInList && entries
      ? entries.map(({ entry, result }) => ({
          given: inEntry === null ? undefined : valuesAt(entry, inEntry)[0],
          gives: result?.ok ? result.value : undefined,
          isFailing: result?.ok === false,
          error: result?.ok === false ? result.error : '',
        }))
      : isInList
        ? pairs(valuesAt(previewed[0]?.json, pathNames(from ?? '')), valuesAt(run.results[0], pathNames(field.path)), from !== null)
        : previewed.map((sample, index) => ({
            given: from === null ? undefined : valuesAt(sample.json, pathNames(from))[0],
            gives: valuesAt(run.results[index], pathNames(field.path))[0],
            isFailing: failure?.samples.includes(index) ?? false,
          }));
  const isHidden = !isRevealed && (isPrivate(field.path, redact) || (from !== null && isPrivate(from, redact)));
  const problem = schema ? problems.find((each) => each.field === field.path) : undefined;
  return (
    <div className={classes.onSample}>
      <div className={classes.labelRow}>
        <span className={classes.label}>{isInList ? texts.onSample : texts.onSamples}</span>
        <span className={classes.count}>{isInList ? texts.entries(rows.length) : texts.samples(rows.length)}</span>
      </div>
      <div className={classes.samples}>
        {rows.slice(0, shownAtMost).map((row, index) => {
          const isMissing = row.gives === undefined || row.gives === null;
          const isBad = row.isFailing || (index === 0 && problem !== undefined && !failure);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other identity
            <div key={index} className={classes.sampleRow}>
              <span className={classes.given}>
                <Shown value={row.given} isHidden={isHidden} />
              </span>
              <Glyph name="arrow-right" size={14} className={classes.arrow} />
              <span className={classes.given} data-bad={row.isFailing || undefined}>
                {row.isFailing ? (
                  row.error?.includes('has no entry for') ? (
                    texts.notFound
                  ) : (
                    mapperTexts.row.failing
                  )
                ) : isMissing ? (
                  <span className={classes.quiet}>{texts.noValue}</span>
                ) : (
                  <Shown value={row.gives} isHidden={isHidden} />
                )}
              </span>
              <span className={classes.mark} data-kind={isBad ? 'bad' : isMissing ? 'idle' : 'good'}>
                <Glyph name={isBad ? 'circle-x' : isMissing ? 'circle-dashed' : 'circle-check'} size={14} />
              </span>
            </div>
          );
        })}
      </div>
      {rows.length > shownAtMost && <p className={classes.hint}>{texts.more(rows.length - shownAtMost)}</p>}
      {failure && (
        <p className={classes.failure} role="status">
          {plainMessage(failure.message)} <code>{failure.code}</code>
        </p>
      )}
    </div>
  );
}

function Shown({ value, isHidden }: { value: unknown; isHidden: boolean }) {
  if (value === undefined || value === null) return null;
  if (isHidden) return dots;
  if (Array.isArray(value) || typeof value === 'object') return <code className={classes.compact}>{JSON.stringify(value)}</code>;
  return <ValueText value={value} />;
}

/** Source and result entry by entry; a source outside the list is the same for all. */
function pairs(given: readonly unknown[], gives: readonly unknown[], hasSource: boolean) {
  const isParallel = given.length === gives.length;
  return gives.map((value, index) => ({
    given: hasSource ? (isParallel ? given[index] : given.length === 1 ? given[0] : undefined) : undefined,
    gives: value,
    isFailing: false,
  }));
}
