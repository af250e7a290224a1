import { Radio, Select, TextInput } from '@mantine/core';
import { zoneNames } from '../inspector/zones.ts';
import { Glyph } from '../kit/glyph.tsx';
import type { LookupColumn } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';
import { type TableDraft, withColumns } from './table-draft.ts';
import { dateColumns, type TableRules } from './table-rules.ts';

const texts = lookupTexts.rules;

type Props = {
  draft: TableDraft /** In the environment of the table. */;
  isProd: boolean;
  onChange: (edit: (draft: TableDraft) => TableDraft) => void;
};

/** When rows count, what a key without a row gives, and whether a save has to be approved. */
export function RulesForm({ draft, isProd, onChange }: Props) {
  const set = (rules: Partial<TableRules>) => onChange((before) => ({ ...before, ...rules }));
  return (
    <>
      <EffectiveFields draft={draft} onChange={onChange} set={set} />
      <MissingFields draft={draft} set={set} />
      <section className={classes.ruleGroup}>
        <h3 className={classes.ruleTitle}>{texts.approval}</h3>
        <p className={classes.hint}>{texts.approvalHelp}</p>
        <Select
          aria-label={texts.approval}
          allowDeselect={false}
          value={draft.needsApproval === null ? 'environment' : draft.needsApproval ? 'yes' : 'no'}
          data={[
            { value: 'environment', label: texts.byEnvironment(isProd) },
            { value: 'yes', label: texts.needed },
            { value: 'no', label: texts.notNeeded },
          ]}
          onChange={(value) => set({ needsApproval: value === 'environment' ? null : value === 'yes' })}
        />
      </section>
    </>
  );
}

type PartProps = { draft: TableDraft; set: (rules: Partial<TableRules>) => void };

function EffectiveFields({ draft, onChange, set }: PartProps & Pick<Props, 'onChange'>) {
  const { effective, columns } = draft;
  const dates = dateColumns(columns);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const start = () => {
    if (dates.length > 0) set({ effective: { from: dates[0] ?? '', to: dates[1] ?? null, zone } });
    else onChange((before) => withDateColumns(before, zone));
  };
  return (
    <section className={classes.ruleGroup}>
      <h3 className={classes.ruleTitle}>{texts.effective}</h3>
      <p className={classes.hint}>{texts.effectiveHelp}</p>
      <Radio.Group
        aria-label={texts.effective}
        value={effective ? 'dates' : 'always'}
        onChange={(value) => (value === 'dates' ? start() : set({ effective: null }))}
      >
        <div className={classes.choices}>
          <Radio value="always" label={texts.always} />
          <Radio value="dates" label={texts.byDates} description={dates.length === 0 && !effective ? texts.makeDates : undefined} />
        </div>
      </Radio.Group>
      {effective && (
        <div className={classes.ruleFields}>
          <Select
            label={texts.from}
            data={[...dates]}
            value={effective.from}
            allowDeselect={false}
            error={dates.includes(effective.from) ? undefined : texts.needsDates}
            onChange={(from) => set({ effective: { ...effective, from: from ?? '' } })}
          />
          <Select
            label={texts.to}
            data={dates.filter((name) => name !== effective.from)}
            value={effective.to}
            clearable
            placeholder={texts.toNone}
            onChange={(to) => set({ effective: { ...effective, to } })}
          />
          <Select
            label={texts.zone}
            data={zoneNames.includes(effective.zone) ? [...zoneNames] : [...zoneNames, effective.zone]}
            value={effective.zone}
            searchable
            limit={40}
            allowDeselect={false}
            onChange={(next) => set({ effective: { ...effective, zone: next ?? 'UTC' } })}
          />
        </div>
      )}
    </section>
  );
}

function withDateColumns(draft: TableDraft, zone: string): TableDraft {
  const added: LookupColumn[] = [texts.validFrom, texts.validTo].map((name) => ({ name, type: 'date', isKey: false }));
  const next = withColumns(draft, [...draft.columns, ...added], [...draft.columns.map((_, i) => i), -1, -1]);
  return { ...next, effective: { from: texts.validFrom, to: texts.validTo, zone } };
}

function MissingFields({ draft, set }: PartProps) {
  const { missing, columns } = draft;
  const values = columns.filter(({ isKey, name }) => !isKey && name !== draft.effective?.from && name !== draft.effective?.to);
  const canPass = columns.filter(({ isKey }) => isKey).length === 1;
  return (
    <section className={classes.ruleGroup}>
      <h3 className={classes.ruleTitle}>{texts.missing}</h3>
      <Radio.Group
        aria-label={texts.missing}
        value={missing.kind}
        onChange={(kind) => set({ missing: kind === 'default' ? { kind, values: {} } : { kind: kind === 'pass' ? 'pass' : 'exception' } })}
      >
        <div className={classes.choices}>
          <Radio value="exception" label={texts.exception} description={texts.exceptionHelp} />
          <Radio value="default" label={texts.default} description={texts.defaultHelp} />
          <Radio
            value="pass"
            label={texts.pass}
            disabled={!canPass}
            description={canPass ? texts.passHelp(values[0]?.name ?? '') : texts.passBlocked}
          />
        </div>
      </Radio.Group>
      {missing.kind === 'default' && (
        <div className={classes.ruleFields}>
          {values.map(({ name }) => (
            <TextInput
              key={name}
              label={name}
              placeholder={texts.emptyValue}
              value={String(missing.values[name] ?? '')}
              leftSection={<Glyph name="arrow-right" size={14} />}
              onChange={(event) => {
                const { [name]: _, ...others } = missing.values;
                const text = event.currentTarget.value;
                set({ missing: { kind: 'default', values: text === '' ? others : { ...others, [name]: text } } });
              }}
            />
          ))}
        </div>
      )}
    </section>
  );
}
