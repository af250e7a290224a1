import { NumberInput, Radio, Switch } from '@mantine/core';
import { connectionsTexts as texts } from '../texts/connections.ts';
import type { ConnectionForm, FormErrors } from './connection-form.ts';
import classes from './connections.module.css';
import { FormGroup } from './form-group.tsx';
import { rateInWords } from './policy-words.ts';

const words = texts.policy;

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
      <FormGroup title={texts.limits}>
        <div className={classes.pair}>
          {number('concurrency', words.callsAtOnce, { min: 1, max: 500 })}
          {number('timeoutSeconds', words.longestAnswer, { min: 0.1, max: 600, suffix: ' s', isDecimal: true })}
        </div>
        <p className={classes.hint}>{texts.callsAtOnceCountIn}</p>
        <Toggle label={texts.limitTheRate} isOn={form.hasRate} onChange={(hasRate) => set({ hasRate })} />
        {form.hasRate && (
          <>
            <div className={classes.triple}>
              {number('rateCount', words.calls, { min: 1, max: 100_000 })}
              {number('ratePerSeconds', words.within, { min: 0.1, max: 86_400, suffix: ' s', isDecimal: true })}
              {number('rateBurst', words.burst, { min: 1, max: 100_000 })}
            </div>
            <p className={classes.hint}>
              {texts.rate(rateInWords({ count: form.rateCount, perSeconds: form.ratePerSeconds }))}
              {form.rateBurst > 1 ? texts.afterAQuietTimeAt(form.rateBurst) : texts.evenlySpaced} {texts.early}
            </p>
          </>
        )}
      </FormGroup>
      <FormGroup title={texts.whenItFails}>
        <Toggle label={texts.stopCallingASystemThat} isOn={form.hasBreaker} onChange={(hasBreaker) => set({ hasBreaker })} />
        {form.hasBreaker && (
          <>
            <div className={classes.triple}>
              {number('breakerFailures', words.failedCalls, { min: 1, max: 1000 })}
              {number('breakerWindowSeconds', words.failuresWithin, { min: 1, max: 3600, suffix: ' s' })}
              {number('breakerOpenSeconds', words.thenWait, { min: 1, max: 3600, suffix: ' s' })}
            </div>
            <p className={classes.hint}>{texts.itOpensWhenAtLeast}</p>
          </>
        )}
        <div className={classes.pair}>
          {number('retryPercent', words.repeats, { min: 0, max: 100, suffix: ' %' })}
          {number('retryPerMinute', words.always, { min: 0, max: 10_000, suffix: words.perMinute })}
        </div>
        <p className={classes.hint}>{texts.soThatRepeatsCannotMultiply}</p>
      </FormGroup>
      <FormGroup title={texts.form.network}>
        <Radio.Group
          aria-label={texts.form.networkTitle}
          value={form.network}
          onChange={(network) => set({ network: network === 'private' ? 'private' : 'public' })}
        >
          <div className={classes.choices}>
            <Radio value="public" label={texts.form.publicNetwork} description={texts.form.publicHelp} />
            <Radio value="private" label={texts.form.privateNetwork} description={texts.form.privateHelp} />
          </div>
        </Radio.Group>
      </FormGroup>
    </>
  );
}

function Toggle({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return <Switch size="sm" label={label} checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />;
}
