import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { EnvChip } from '../../kit/env-chip.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import { useSignedIn } from '../../server/session.ts';
import { chooseEnvironment } from '../../shell/environment.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import type { Drift } from '../shapes.ts';
import classes from './board-pane.module.css';

/** What was changed by hand since it was promoted or applied. */
export function DriftNote({ drift }: { drift: readonly Drift[] }) {
  const [isAll, setIsAll] = useState(false);
  const { environments } = useSignedIn();
  const shown = isAll ? drift : drift.slice(0, 1);
  return (
    <section className={classes.drift} aria-label={texts.drift}>
      <ul>
        {shown.map((each) => (
          <li key={`${each.env} ${each.kind} ${each.name}`}>
            <Glyph name="alert-triangle" size={14} className={classes.warn} />
            <span className={classes.driftWords}>
              <Phrase
                text={texts.driftLine}
                env={<EnvChip name={each.env} kind={environments.find((one) => one.name === each.env)?.class ?? 'dev'} size="sm" />}
                name={<b>{each.name}</b>}
                words={each.words}
                when={<RelativeTime at={each.at} />}
              />
            </span>
            {/* What is compared lies in the environment that drifted. */}
            <Link href={comparePath(each)} onClick={() => chooseEnvironment(each.env)}>
              {texts.compare}
            </Link>
          </li>
        ))}
      </ul>
      {drift.length > 1 && (
        <UnstyledButton className={classes.moreDrift ?? ''} aria-expanded={isAll} onClick={() => setIsAll(!isAll)}>
          {isAll ? texts.fewerDrift : texts.moreDrift(drift.length - 1)}
        </UnstyledButton>
      )}
    </section>
  );
}

function comparePath({ kind, name, env }: Drift): string {
  switch (kind) {
    case 'flow':
      return `/promotion?${new URLSearchParams({ flow: name, env })}`;
    case 'lookup':
      return `/lookups/${name}`;
    case 'contract':
      return `/contracts/${name}`;
    case 'connection':
      return `/connections/${name}`;
    case 'variable':
      return '/variables';
    case 'environment':
      return `/environments/${env}`;
  }
}
