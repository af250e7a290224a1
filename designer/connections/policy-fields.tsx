import { NumberInput, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import { connectionsTexts as texts } from '../texts/connections.ts';
import type { ConnectionForm, FormErrors } from './connection-form.ts';
import classes from './connections.module.css';
import { rateInWords } from './policy-words.ts';

type Props = { form: ConnectionForm; errors: FormErrors; set: (change: Partial<ConnectionForm>) => void };
type NumberName = { [K in keyof ConnectionForm]: ConnectionForm[K] extends number ? K : never }[keyof ConnectionForm];

/** What the connection allows, and what happens when its system does not answer. */
export function PolicyFields({ form, errors, set }: Props) {
  const number = (name: NumberName, label: string, limits: { min: number; max: number; suffix?: string; isDecimal?: boolean }) => (
    <NumberInput
      label={label}
      value={form[name]}
      onChange={(value) => set({ [name]: Number(value) })}
      min={limits.min}
      max={limits.max}
      allowDecimal={limits.isDecimal ?? false}
      {...(limits.suffix !== undefined && { suffix: limits.suffix })}
      error={errors[name]}
    />
  );
  return (
    <>
      <Group title={texts.limits}>
        <div className={classes.pair}>
          {number('concurrency', 'Calls at once', { min: 1, max: 500 })}
          {number('timeoutSeconds', 'Longest answer', { min: 0.1, max: 600, suffix: ' s', isDecimal: true })}
        </div>
        <p className={classes.hint}>{texts.callsAtOnceCountIn}</p>
        <Toggle label={texts.limitTheRate} isOn={form.hasRate} onChange={(hasRate) => set({ hasRate })} />
        {form.hasRate && (
          <>
            <div className={classes.triple}>
              {number('rateCount', 'Calls', { min: 1, max: 100_000 })}
              {number('ratePerSeconds', 'In', { min: 0.1, max: 86_400, suffix: ' s', isDecimal: true })}
              {number('rateBurst', 'At once at most', { min: 1, max: 100_000 })}
            </div>
            <p className={classes.hint}>
              {texts.rate(rateInWords({ count: form.rateCount, perSeconds: form.ratePerSeconds }))}
              {form.rateBurst > 1 ? texts.afterAQuietTimeAt(form.rateBurst) : texts.evenlySpaced} {texts.early}
            </p>
          </>
        )}
      </Group>
      <Group title={texts.whenItFails}>
        <Toggle label={texts.stopCallingASystemThat} isOn={form.hasBreaker} onChange={(hasBreaker) => set({ hasBreaker })} />
        {form.hasBreaker && (
          <>
            <div className={classes.triple}>
              {number('breakerFailures', 'Failed calls', { min: 1, max: 1000 })}
              {number('breakerWindowSeconds', 'Within', { min: 1, max: 3600, suffix: ' s' })}
              {number('breakerOpenSeconds', 'Then wait', { min: 1, max: 3600, suffix: ' s' })}
            </div>
            <p className={classes.hint}>{texts.itOpensWhenAtLeast}</p>
          </>
        )}
        <div className={classes.pair}>
          {number('retryPercent', 'Repeats per call', { min: 0, max: 100, suffix: ' %' })}
          {number('retryPerMinute', 'Always allowed', { min: 0, max: 10_000, suffix: ' a minute' })}
        </div>
        <p className={classes.hint}>{texts.soThatRepeatsCannotMultiply}</p>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>{title}</legend>
      {children}
    </fieldset>
  );
}

function Toggle({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return <Switch size="sm" label={label} checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
