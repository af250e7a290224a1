import { Checkbox, Chip, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import type { Day } from '../promotion/shapes.ts';
import type { PromotionPolicy } from '../server/shapes.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import { Blackouts } from './blackouts.tsx';
import classes from './environments.module.css';
import { usualHours, weekDays } from './policy-form.ts';

type Props = { readonly policy: PromotionPolicy; readonly onChange: (change: Partial<PromotionPolicy>) => void };

const shadowChoices = ['off', 'on demand', 'before approval'] as const;
const zones = Intl.supportedValuesOf('timeZone');

/** What an environment asks of promotions: who approves, what was seen before, and when nothing goes live. */
export function PolicyFields({ policy, onChange }: Props) {
  const hours = policy.workingHours;
  const setHours = (change: Partial<NonNullable<typeof hours>>) => hours && onChange({ workingHours: { ...hours, ...change } });
  const number = (value: string | number, least: number) => Math.max(least, Math.round(Number(value) || 0));
  return (
    <section className={classes.section} aria-label={texts.policy}>
      <h3 className={classes.sectionTitle}>{texts.policy}</h3>
      <Switch
        label={texts.guarded}
        description={texts.guardedHint}
        checked={policy.isGuarded}
        onChange={(event) => onChange({ isGuarded: event.currentTarget.checked })}
      />
      <div className={classes.two}>
        <NumberInput
          label={texts.approvals}
          value={policy.approvals}
          min={0}
          max={10}
          allowDecimal={false}
          onChange={(value) => onChange({ approvals: number(value, 0) })}
        />
        <Select
          label={texts.role}
          value={policy.role}
          data={(['approver', 'admin'] as const).map((value) => ({ value, label: texts.roles[value] }))}
          onChange={(value) => onChange({ role: value === 'admin' ? 'admin' : 'approver' })}
        />
      </div>
      <Checkbox
        label={texts.notAuthor}
        checked={policy.notAuthor}
        onChange={(event) => onChange({ notAuthor: event.currentTarget.checked })}
      />
      <div className={classes.three}>
        <NumberInput
          label={texts.evidenceRuns}
          value={policy.evidenceRuns}
          min={0}
          max={10_000}
          allowDecimal={false}
          onChange={(value) => onChange({ evidenceRuns: number(value, 0) })}
        />
        <NumberInput
          label={texts.evidenceDays}
          value={policy.evidenceDays}
          min={1}
          max={365}
          allowDecimal={false}
          onChange={(value) => onChange({ evidenceDays: number(value, 1) })}
        />
        <NumberInput
          label={texts.expiresDays}
          value={policy.expiresDays}
          min={1}
          max={365}
          allowDecimal={false}
          onChange={(value) => onChange({ expiresDays: number(value, 1) })}
        />
      </div>
      <p className={classes.hint}>{texts.evidenceHint}</p>
      <div className={classes.three}>
        <Select
          label={texts.shadow}
          allowDeselect={false}
          value={policy.shadow}
          data={shadowChoices.map((value) => ({ value, label: texts.shadowOf[value] }))}
          onChange={(value) => onChange({ shadow: shadowChoices.find((choice) => choice === value) ?? 'on demand' })}
        />
        <NumberInput
          label={texts.shadowRuns}
          value={policy.shadowRuns}
          min={1}
          max={2000}
          allowDecimal={false}
          disabled={policy.shadow === 'off'}
          onChange={(value) => onChange({ shadowRuns: number(value, 1) })}
        />
        <NumberInput
          label={texts.shadowSeconds}
          value={policy.shadowSeconds}
          min={5}
          max={600}
          allowDecimal={false}
          disabled={policy.shadow === 'off'}
          onChange={(value) => onChange({ shadowSeconds: number(value, 5) })}
        />
      </div>
      <p className={classes.hint}>{texts.shadowHint}</p>
      <Switch
        label={texts.hours}
        description={texts.hoursHint}
        checked={hours !== null}
        onChange={(event) =>
          onChange({ workingHours: event.currentTarget.checked ? usualHours(Intl.DateTimeFormat().resolvedOptions().timeZone) : null })
        }
      />
      {hours && (
        <div className={classes.hours}>
          <Chip.Group
            multiple
            value={hours.days}
            onChange={(days) => setHours({ days: weekDays.filter((day) => days.includes(day)) as Day[] })}
          >
            <fieldset className={classes.days}>
              <legend className="visually-hidden">{texts.days}</legend>
              {weekDays.map((day) => (
                <Chip key={day} value={day} size="xs" radius="sm">
                  {texts.day[day]}
                </Chip>
              ))}
            </fieldset>
          </Chip.Group>
          <div className={classes.three}>
            <TextInput
              type="time"
              label={texts.from}
              value={hours.from}
              onChange={(event) => setHours({ from: event.currentTarget.value })}
            />
            <TextInput type="time" label={texts.to} value={hours.to} onChange={(event) => setHours({ to: event.currentTarget.value })} />
            <Select
              label={texts.zone}
              searchable
              limit={60}
              value={hours.zone}
              data={zones.includes(hours.zone) ? zones : [hours.zone, ...zones]}
              onChange={(zone) => zone && setHours({ zone })}
            />
          </div>
        </div>
      )}
      <Blackouts blackouts={policy.blackouts} onChange={(blackouts) => onChange({ blackouts })} />
    </section>
  );
}
