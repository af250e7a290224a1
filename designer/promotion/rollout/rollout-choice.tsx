import { Checkbox, NumberInput, SegmentedControl } from '@mantine/core';
import { useId, useState } from 'react';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts } from '../../texts/promotion.ts';
import { rolloutTexts as texts } from '../../texts/rollout.ts';
import classes from './rollout.module.css';
import { type RolloutChoice as Choice, choiceOf, percentOf, sharedFlows } from './rollout-steps.ts';

type Props = {
  readonly request: Promotion;
  /** null: all messages at once. */
  readonly choice: Choice | null;
  readonly onChoice: (choice: Choice | null) => void;
};

const usualShare = 10;
const usualLimit = 5;

/** How many messages the versions get at first that a request brings. Of flows that replace nothing there is nothing to choose. */
export function RolloutChoice({ request, choice, onChoice }: Props) {
  const id = useId();
  const [isOwn, setOwn] = useState(choice !== null && choice.share !== usualShare);
  const shared = sharedFlows(request);
  if (shared.length === 0) return null;
  const [only] = shared;
  const before = shared.length === 1 && only?.replaces != null ? promotionTexts.v(only.replaces) : null;
  const limit = choice?.stopWhen?.failedPercent ?? null;
  const kind = choice === null ? 'all' : isOwn ? 'own' : 'ten';
  return (
    <section className={classes.choice} aria-labelledby={id}>
      <div className={classes.line}>
        <h3 id={id} className={classes.title}>
          {texts.title}
        </h3>
        <SegmentedControl
          size="xs"
          aria-label={texts.title}
          value={kind}
          onChange={(next) => {
            setOwn(next === 'own');
            onChoice(next === 'all' ? null : choiceOf(next === 'ten' ? usualShare : (choice?.share ?? usualShare), limit));
          }}
          data={[
            { value: 'all', label: texts.allAtOnce },
            { value: 'ten', label: texts.tenFirst },
            { value: 'own', label: texts.ownShare },
          ]}
        />
        {kind === 'own' && choice && (
          <NumberInput
            size="xs"
            w={84}
            aria-label={texts.share}
            min={1}
            max={99}
            allowDecimal={false}
            clampBehavior="blur"
            suffix="%"
            value={choice.share}
            onChange={(value) => onChoice(choiceOf(percentOf(value, 99, choice.share), limit))}
          />
        )}
        <span className={classes.hint}>{hintOf(before, choice !== null)}</span>
      </div>
      {choice && (
        <div className={classes.line}>
          <Checkbox
            size="xs"
            label={texts.stopAt}
            checked={limit !== null}
            onChange={(event) => onChoice(choiceOf(choice.share, event.currentTarget.checked ? usualLimit : null))}
          />
          <NumberInput
            size="xs"
            w={76}
            aria-label={texts.failedPercent}
            min={1}
            max={100}
            allowDecimal={false}
            clampBehavior="blur"
            suffix="%"
            disabled={limit === null}
            value={limit ?? usualLimit}
            onChange={(value) => limit !== null && onChoice(choiceOf(choice.share, percentOf(value, 100, limit)))}
          />
          <span className={classes.rule} data-off={limit === null || undefined}>
            {texts.ofRunsFail}
          </span>
        </div>
      )}
      {choice && <p className={classes.hint}>{texts.byKey}</p>}
    </section>
  );
}

function hintOf(before: string | null, isShared: boolean): string {
  if (before === null) return isShared ? texts.bundleKeeps : texts.bundleReady;
  return isShared ? texts.stays(before) : texts.staysReady(before);
}
