import { Select } from '@mantine/core';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import classes from './screen.module.css';
import type { TableModel } from './use-table.ts';

type Policy = keyof typeof texts.policies;
const policies = Object.keys(texts.policies) as Policy[];

/** Which of several rows that match count, with one sentence each. */
export function HitPolicySelect({ model, hasSentence }: { model: TableModel; hasSentence: boolean }) {
  const policy = policies.find((each) => each === model.rules.hitPolicy) ?? 'first';
  return (
    <div className={classes.policy}>
      <Select
        aria-label={texts.hitPolicy}
        w={124}
        data={policies.map((value) => ({ value, label: texts.policies[value].title }))}
        value={policy}
        onChange={(next) => next && model.setHitPolicy(next, texts.act.hitPolicy)}
        comboboxProps={{ width: 400, position: 'bottom-start' }}
        renderOption={({ option }) => (
          <span className={classes.policyOption}>
            <b>{option.label}</b>
            <span>{texts.policies[option.value as Policy].sentence}</span>
          </span>
        )}
      />
      {hasSentence && <span className={classes.sentence}>{texts.policies[policy].sentence}</span>}
    </div>
  );
}
