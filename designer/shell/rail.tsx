import { ActionIcon, Tooltip } from '@mantine/core';
import { Fragment } from 'react';
import { Link, useLocation } from 'wouter';
import { Glyph } from '../kit/glyph.tsx';
import { Logo } from '../kit/logo.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { useExpiringCount } from '../server/connection-queries.ts';
import { useApprovalCount, usePromotionCount } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import { useMay } from '../server/use-may.ts';
import { shellTexts as texts } from '../texts/shell.ts';
import { type Destination, destinationsFor, isBelow } from './destinations.ts';
import { useEnvironment } from './environment.ts';
import { PersonMenu } from './person-menu.tsx';
import classes from './rail.module.css';

const groups: Destination['group'][] = ['Build', 'Operate', 'Manage'];

/** The way to every screen: icons with tooltips when narrow, words when wide. */
export function Rail({ isNarrow, onToggle }: { isNarrow: boolean; onToggle: () => void }) {
  const [path] = useLocation();
  const destinations = destinationsFor(useSignedIn(), useMay());
  return (
    <nav className={classes.rail} data-narrow={isNarrow || undefined} aria-label={texts.main}>
      <div className={classes.head}>
        <Link href="/flows" className={classes.logo} aria-label={texts.crossdockToTheFlows}>
          <Logo />
          {!isNarrow && <span>{texts.crossdock}</span>}
        </Link>
      </div>
      {groups.map((group) => (
        <Fragment key={group}>
          {!isNarrow && <div className={classes.group}>{group}</div>}
          {destinations
            .filter((destination) => destination.group === group)
            .map((destination) => (
              <RailLink key={destination.path} destination={destination} isNarrow={isNarrow} isOn={isBelow(path, destination)} />
            ))}
        </Fragment>
      ))}
      <div className={classes.foot}>
        <Tooltip label={<ToggleHint isNarrow={isNarrow} />} position="right">
          <ActionIcon
            className={classes.toggle ?? ''}
            aria-label={isNarrow ? texts.showTheWordsOfThe : texts.showOnlyTheIconsOf}
            onClick={onToggle}
          >
            <Glyph name="layout-sidebar" size={18} />
          </ActionIcon>
        </Tooltip>
        <PersonMenu isNarrow={isNarrow} />
      </div>
    </nav>
  );
}

function RailLink({ destination, isNarrow, isOn }: { destination: Destination; isNarrow: boolean; isOn: boolean }) {
  return (
    <Tooltip
      label={<Hint text={destination.title} shortcut={destination.shortcut} />}
      position="right"
      disabled={!isNarrow}
      openDelay={200}
    >
      <Link href={destination.path} className={classes.link} aria-current={isOn ? 'page' : undefined}>
        <Glyph name={destination.icon} size={18} />
        <span className={isNarrow ? 'visually-hidden' : undefined}>{destination.title}</span>
        {destination.badge === 'approvals' && <ApprovalBadge />}
        {destination.badge === 'promotions' && <PromotionBadge />}
        {destination.badge === 'connections' && <ConnectionBadge />}
      </Link>
    </Tooltip>
  );
}

/** How many decisions are waited for in this environment. */
function ApprovalBadge() {
  const { data = 0 } = useApprovalCount(useEnvironment().name);
  if (data === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden>{data >= 100 ? '99+' : data}</span>
      <span className="visually-hidden">{data} open</span>
    </span>
  );
}

/** How many promotion requests wait for who is signed in, over all environments. */
function PromotionBadge() {
  const { data = 0 } = usePromotionCount();
  if (data === 0) return null;
  return (
    <span className={classes.badge}>
      <span aria-hidden>{data >= 100 ? '99+' : data}</span>
      <span className="visually-hidden">{texts.waitForYou(data)}</span>
    </span>
  );
}

/** How many connections of all environments have credentials that end soon, or have ended. */
function ConnectionBadge() {
  const { expired, soon } = useExpiringCount();
  if (expired + soon === 0) return null;
  const words = texts.expiring(expired, soon);
  return (
    <Tooltip label={words} position="right" openDelay={200}>
      <span className={classes.badge}>
        <span aria-hidden>{expired + soon}</span>
        <span className="visually-hidden">{words}</span>
      </span>
    </Tooltip>
  );
}

function ToggleHint({ isNarrow }: { isNarrow: boolean }) {
  return <Hint text={isNarrow ? 'Show words' : 'Icons only'} shortcut="[" />;
}

function Hint({ text, shortcut }: { text: string; shortcut: string }) {
  return (
    <span className={classes.hint}>
      {text} <ShortcutCaps shortcut={shortcut} />
    </span>
  );
}
