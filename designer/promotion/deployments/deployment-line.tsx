import { Button, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import type { StatusLook } from '../../kit/status.ts';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { rolloutTexts } from '../../texts/rollout.ts';
import { versionsPath } from '../../versions/version-address.ts';
import { valueWords } from '../changes/value-words.ts';
import type { Configuration, DeploymentRow } from '../shapes.ts';
import classes from './deployments.module.css';

const looks: Record<DeploymentRow['kind'], StatusLook> = {
  deploy: { word: texts.kindOf.deploy, icon: 'send', family: 'good' },
  rollback: { word: texts.kindOf.rollback, icon: 'arrow-back-up', family: 'wait' },
  withdraw: { word: texts.kindOf.withdraw, icon: 'ban', family: 'idle' },
  pause: { word: texts.kindOf.pause, icon: 'player-pause', family: 'wait' },
  resume: { word: texts.kindOf.resume, icon: 'player-play', family: 'good' },
  rollout: { word: rolloutTexts.kind, icon: 'arrows-split', family: 'info' },
  'rollout-back': { word: rolloutTexts.kindBack, icon: 'arrow-back-up', family: 'wait' },
};

type Props = {
  readonly row: DeploymentRow;
  readonly flow: string;
  readonly current: number | null;
  /** Left out: it is no way back. */
  readonly onBack?: (() => void) | undefined;
};

/** One entry of the history: what happened, from when to when, by whom and why, and the configuration as it was. */
export function DeploymentLine({ row, flow, current, onBack }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const { version, since, until, by, why, promotion, kind, configuration, share } = row;
  const isQuiet = kind === 'pause' || kind === 'resume' || kind === 'rollout-back';
  const look = share === null ? looks[kind] : { ...looks[kind], word: rolloutTexts.kindShare(share) };
  const isNow = until === null && !isQuiet && kind !== 'withdraw';
  const hasMore = !isQuiet && configuration !== null && Object.values(configuration).some((part) => Object.keys(part).length > 0);
  return (
    <li className={classes.line} data-quiet={isQuiet || undefined} data-now={isNow || undefined}>
      <span className={classes.rail} aria-hidden />
      <div className={classes.words}>
        <div className={classes.first}>
          {version !== null && <b className="mono">{texts.v(version)}</b>}
          <StatusBadge look={look} variant={isNow ? 'plain' : 'quiet'} />
          <span className={classes.when}>
            {until === null || isQuiet ? (
              <Phrase text={isQuiet ? '{from}' : texts.sinceNow} from={<RelativeTime at={since} />} />
            ) : (
              <Phrase text={texts.until} from={<RelativeTime at={since} />} to={<RelativeTime at={until} />} />
            )}
          </span>
          <span className={classes.rowActs}>
            {version !== null && current !== null && version !== current && (
              <Link href={versionsPath(flow, { version, against: current })} className={classes.compare}>
                {texts.compareVersions}
              </Link>
            )}
            {onBack && version !== null && (
              <Button size="xs" onClick={onBack}>
                {texts.rollBackTo(texts.v(version))}
              </Button>
            )}
          </span>
        </div>
        <p className={classes.why}>
          <span className={classes.by}>{by}</span>
          {promotion !== null && <Link href={`/promotion/${promotion}`}>{promotion}</Link>}
          <span>{why === '' ? texts.noWhy : why}</span>
        </p>
        {hasMore && (
          <UnstyledButton className={classes.fold ?? ''} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Glyph name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
            {texts.configuration}
          </UnstyledButton>
        )}
        {isOpen && configuration && <ConfigurationThen {...configuration} />}
      </div>
    </li>
  );
}

function ConfigurationThen({ variables, lookups, contracts, connections }: Configuration) {
  const parts = [
    { title: texts.variables, lines: Object.entries(variables).map(([name, value]) => `${name} = ${valueWords(value) ?? texts.notSet}`) },
    { title: texts.lookups, lines: Object.entries(lookups).map(([name, version]) => `${name} ${texts.v(version)}`) },
    { title: texts.contracts, lines: contracts },
    { title: texts.connections, lines: connections },
  ];
  return (
    <dl className={classes.configuration}>
      {parts.map(({ title, lines }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd className="mono">{lines.length === 0 ? <span className={classes.none}>{texts.none}</span> : lines.join('\n')}</dd>
        </div>
      ))}
    </dl>
  );
}
