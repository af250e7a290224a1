import { type Field, pathNames } from '@crossdock/flows/mapping/field';
import { valuesAt } from '@crossdock/flows/mapping/fields-of-samples';
import { mapperTexts } from '../texts/mapper.ts';
import { goToTarget } from './connect-fields.ts';
import { kindWords } from './kind-badge.tsx';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { isPrivate } from './private-data.ts';
import { ValueText } from './value-text.tsx';

const texts = mapperTexts.detail;
const shownAtMost = 8;

/** A field of the source: its values, and which lines read it. */
export function SourceDetail({ field }: { field: Field }) {
  const mapper = useMapper();
  const isRevealed = useMapperState((now) => now.isRevealed);
  const { sample, placed, redact } = mapper;
  const values = valuesAt(sample?.json, pathNames(field.path)).filter((value) => value !== undefined && value !== null);
  const readers = placed.filter(({ reads }) => reads.some(({ path }) => path.replace(/(\[\])+$/, '') === field.path));
  return (
    <section className={classes.detail} aria-label={texts.title}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle}>{field.path}</h2>
      </header>
      <p className={classes.hint}>
        {kindWords(field)}. {texts.usedBy(readers.length)} {texts.mapTo}
      </p>
      {readers.map((line) => (
        <button key={line.at} type="button" className={classes.reader} onClick={() => goToTarget(mapper, line.path)}>
          {line.path}
        </button>
      ))}
      {field.kind !== 'object' && values.length > 0 && (
        <>
          <span className={classes.label}>{texts.values}</span>
          <div className={classes.samples}>
            {values.slice(0, shownAtMost).map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values of entries have no other identity
              <div key={index} className={classes.sampleRow}>
                <ValueText value={value} isHidden={!isRevealed && isPrivate(field.path, redact)} />
              </div>
            ))}
          </div>
          {values.length > shownAtMost && <p className={classes.hint}>{texts.more(values.length - shownAtMost)}</p>}
        </>
      )}
    </section>
  );
}
