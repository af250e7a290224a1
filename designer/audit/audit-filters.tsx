import { FilterChip } from '../kit/filter-chip.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { useSignedIn } from '../server/session.ts';
import type { AuditEntry } from '../server/shapes.ts';
import { EnvName } from '../shell/env-name.tsx';
import { auditTexts as texts } from '../texts/audit.ts';
import { actOptions } from './act-words.ts';
import classes from './audit.module.css';
import { type AuditFilter, isFiltered } from './audit-filter.ts';
import { PeriodChip } from './period-chip.tsx';

type Props = { filter: AuditFilter; rows: readonly AuditEntry[]; onChange: (filter: AuditFilter) => void };

/** Period, who, act and environment; the subject is chosen from a line. */
export function AuditFilters({ filter, rows, onChange }: Props) {
  const { environments, user } = useSignedIn();
  const people = [...new Set([user.name, ...rows.map((line) => line.by), ...(filter.by === '' ? [] : [filter.by])])].toSorted();
  return (
    <div className={classes.filters}>
      <PeriodChip filter={filter} onChange={onChange} />
      <FilterChip
        name={texts.who}
        icon="user"
        open={texts.anybody}
        options={people.map((name) => ({ value: name, label: name }))}
        value={filter.by === '' ? [] : [filter.by]}
        onChange={([by]) => onChange({ ...filter, by: by ?? '' })}
      />
      <FilterChip
        name={texts.act}
        icon="list-details"
        open={texts.anyAct}
        options={actOptions}
        value={filter.act === '' ? [] : [filter.act]}
        onChange={([act]) => onChange({ ...filter, act: act ?? '' })}
      />
      <FilterChip
        name={texts.environment}
        icon="server-2"
        open={texts.anyEnvironment}
        options={environments.map(({ name }) => ({ value: name, label: name, icon: <EnvName name={name} /> }))}
        value={filter.env === '' ? [] : [filter.env]}
        onChange={([env]) => onChange({ ...filter, env: env ?? '' })}
      />
      {filter.subject !== '' && (
        <button
          type="button"
          className={classes.subjectChip}
          aria-label={texts.showAllSubjects}
          onClick={() => onChange({ ...filter, subject: '' })}
        >
          <span className="ellipsis">{texts.onlyAbout(filter.subject)}</span>
          <Glyph name="x" size={12} />
        </button>
      )}
      {isFiltered(filter) && (
        <button
          type="button"
          className={classes.clear}
          onClick={() => onChange({ q: '', by: '', act: '', subject: '', env: '', days: '', from: '', to: '' })}
        >
          {texts.clearFilters}
        </button>
      )}
    </div>
  );
}
