import { Menu } from '@mantine/core';
import { useLocation } from 'wouter';
import { EnvChip } from '../kit/env-chip.tsx';
import { formatCount } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { shellTexts as texts } from '../texts/shell.ts';
import { chooseEnvironment, useEnvironment, useOwnEnvironments } from './environment.ts';
import { type EnvironmentFacts, useEnvironmentFacts } from './environment-facts.ts';
import classes from './environment-menu.module.css';
import { useOverlays } from './overlays.ts';

/** The first crumb: which environment all of this belongs to, and the way to another, with how each fares. */
export function EnvironmentMenu() {
  const [, go] = useLocation();
  const environments = useOwnEnvironments();
  const current = useEnvironment();
  const isOpen = useOverlays((overlays) => overlays.open === 'environments');
  const facts = useEnvironmentFacts(isOpen);
  return (
    <Menu opened={isOpen} onChange={(opened) => useOverlays.setState({ open: opened ? 'environments' : null })} width={380}>
      <Menu.Target>
        <button type="button" className={classes.target} aria-label={texts.environmentSwitch(current.name)}>
          <EnvChip name={current.name} kind={current.class} hasMenu />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{texts.everythingOnThisPageBelongs}</Menu.Label>
        {environments.map((environment) => (
          <Menu.Item
            key={environment.name}
            onClick={() => chooseEnvironment(environment.name)}
            rightSection={environment.name === current.name && <Glyph name="check" size={14} />}
          >
            <span className={classes.line}>
              <EnvChip name={environment.name} kind={environment.class} />
              <span className={classes.title}>{environment.title}</span>
              <span className={classes.class}>{texts.classOf[environment.class]}</span>
            </span>
            <Facts facts={facts.get(environment.name)} />
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Glyph name="stack-2" size={14} />} onClick={() => go('/environments')}>
          {texts.environmentSettings}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Facts({ facts }: { facts: EnvironmentFacts | undefined }) {
  return (
    <span className={classes.facts}>
      {facts && (
        <>
          {facts.workers !== null && (
            <span className={classes.fact} data-family={facts.workers === 0 ? 'warn' : undefined}>
              {facts.workers === 0 && <Glyph name="alert-triangle" size={12} />}
              {texts.workers(facts.workers)}
            </span>
          )}
          {facts.openExceptions !== null && (
            <span className={classes.fact} data-family={facts.openExceptions > 0 ? 'bad' : undefined}>
              {facts.openExceptions > 0 && <Glyph name="alert-circle" size={12} />}
              {texts.openExceptions(formatCount(facts.openExceptions), facts.openExceptions)}
            </span>
          )}
          <span className={classes.last}>
            {facts.last ? (
              <Phrase text={texts.lastDeployment} what={facts.last.what} when={<RelativeTime at={facts.last.at} />} />
            ) : (
              texts.nothingLive
            )}
          </span>
        </>
      )}
    </span>
  );
}
