import { ActionIcon, Button, NumberInput, TextInput, Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { environmentsTexts as texts } from '../texts/environments.ts';
import type { Field } from './environment-form.ts';
import type { EnvironmentSettings } from './environment-queries.ts';
import classes from './environments.module.css';

type Props = {
  readonly settings: EnvironmentSettings;
  readonly wrong: ReadonlySet<Field>;
  readonly onChange: (change: Partial<EnvironmentSettings>) => void;
};

/** How long data stays, how much may wait and run at once, and lanes with limits of their own. */
export function LimitFields({ settings, wrong, onChange }: Props) {
  const { retention, limits, lanes } = settings;
  const setLane = (index: number, change: Partial<(typeof lanes)[number]>) =>
    onChange({ lanes: lanes.map((each, at) => (at === index ? { ...each, ...change } : each)) });
  return (
    <>
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{texts.retention}</h3>
        <div className={classes.two}>
          <NumberInput
            label={texts.runDays}
            value={retention.runDays}
            min={0.01}
            max={3650}
            error={wrong.has('runDays') && texts.daysRule}
            onChange={(value) => onChange({ retention: { ...retention, runDays: Number(value) } })}
          />
          <NumberInput
            label={texts.payloadDays}
            value={retention.payloadDays}
            min={0.01}
            max={3650}
            error={wrong.has('payloadDays') && (retention.payloadDays > retention.runDays ? texts.payloadsLonger : texts.daysRule)}
            onChange={(value) => onChange({ retention: { ...retention, payloadDays: Number(value) } })}
          />
        </div>
        <p className={classes.hint}>{texts.retentionHint}</p>
      </section>
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{texts.limits}</h3>
        <div className={classes.two}>
          <NumberInput
            label={texts.backlog}
            placeholder={texts.noLimit}
            value={limits.backlog ?? ''}
            min={1}
            max={100_000_000}
            allowDecimal={false}
            thousandSeparator=","
            onChange={(value) => onChange({ limits: { ...limits, backlog: value === '' ? null : Number(value) } })}
          />
          <NumberInput
            label={texts.concurrency}
            placeholder={texts.noLimit}
            value={limits.concurrency ?? ''}
            min={1}
            max={10_000}
            allowDecimal={false}
            onChange={(value) => onChange({ limits: { ...limits, concurrency: value === '' ? null : Number(value) } })}
          />
        </div>
        <p className={classes.hint}>{texts.limitsHint}</p>
        {lanes.length > 0 && <h4 className={classes.subTitle}>{texts.lanes}</h4>}
        {lanes.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane has no other name while its name is typed
          <div key={index} className={classes.lane}>
            <TextInput
              aria-label={texts.lane}
              placeholder={texts.lane}
              value={each.lane}
              maxLength={60}
              onChange={(event) => setLane(index, { lane: event.currentTarget.value })}
            />
            <NumberInput
              aria-label={texts.laneLimit}
              value={each.concurrency}
              min={1}
              max={1000}
              allowDecimal={false}
              w={110}
              onChange={(value) => setLane(index, { concurrency: Number(value) || 1 })}
            />
            <Tooltip label={texts.removeLane(each.lane)}>
              <ActionIcon size="xs" aria-label={texts.removeLane(each.lane)} onClick={() => onChange({ lanes: lanes.toSpliced(index, 1) })}>
                <Glyph name="x" size={14} />
              </ActionIcon>
            </Tooltip>
          </div>
        ))}
        {wrong.has('lanes') && <p className={classes.wrong}>{texts.lanesRule}</p>}
        <Button
          size="xs"
          className={classes.addLane ?? ''}
          leftSection={<Glyph name="plus" size={14} />}
          onClick={() => onChange({ lanes: [...lanes, { lane: '', concurrency: 4 }] })}
        >
          {texts.addLane}
        </Button>
      </section>
    </>
  );
}
