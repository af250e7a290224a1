import { Menu } from '@mantine/core';
import { EnvChip } from '../kit/env-chip.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { useSignedIn } from '../server/session.ts';
import { shellTexts as texts } from '../texts/shell.ts';
import { chooseEnvironment, useEnvironment } from './environment.ts';
import classes from './environment-menu.module.css';
import { useOverlays } from './overlays.ts';

/** The first crumb: which environment all of this belongs to, and the way to another. */
export function EnvironmentMenu() {
  const { environments } = useSignedIn();
  const current = useEnvironment();
  const isOpen = useOverlays((overlays) => overlays.open === 'environments');
  return (
    <Menu opened={isOpen} onChange={(opened) => useOverlays.setState({ open: opened ? 'environments' : null })} width={220}>
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
            <EnvChip name={environment.name} kind={environment.class} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
