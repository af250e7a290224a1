import { Menu, useMantineColorScheme } from '@mantine/core';
import { Link } from 'wouter';
import { runCommand } from '../commands/registry.ts';
import { Glyph } from '../kit/glyph.tsx';
import { signOut, useSignedIn } from '../server/session.ts';
import { useLeaving } from '../server/session-end.ts';
import { shellTexts as texts } from '../texts/shell.ts';
import { colourSchemes } from './colour-schemes.ts';
import classes from './person-menu.module.css';

/** Who is signed in, the colour scheme, the shortcuts and the way out. */
export function PersonMenu({ isNarrow }: { isNarrow: boolean }) {
  const { user, version } = useSignedIn();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { why } = useLeaving();
  return (
    <Menu position="right-end" width={200} defaultOpened={why !== null} onClose={() => useLeaving.setState({ why: null })}>
      <Menu.Target>
        <button type="button" className={classes.person} data-narrow={isNarrow || undefined}>
          <span className={classes.avatar} aria-hidden>
            {initialsOf(user.name)}
          </span>
          <span className={isNarrow ? 'visually-hidden' : 'ellipsis'}>{user.name}</span>
          <span className="visually-hidden">{texts.settingsAndSignOut}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Glyph name="user" size={14} />} component={Link} href="/profile">
          {texts.yourProfile}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.colours}</Menu.Label>
        {colourSchemes.map((scheme) => (
          <Menu.Item
            key={scheme.value}
            leftSection={<Glyph name={scheme.icon} size={14} />}
            rightSection={colorScheme === scheme.value && <Glyph name="check" size={14} />}
            onClick={() => setColorScheme(scheme.value)}
          >
            {scheme.title}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Glyph name="help-circle" size={14} />} onClick={() => runCommand('help.shortcuts')}>
          {texts.keyboardShortcuts}
        </Menu.Item>
        {why !== null && (
          <p role="alert" className={classes.failure}>
            {texts.notSignedOut(why)}
          </p>
        )}
        <Menu.Item leftSection={<Glyph name="logout" size={14} />} onClick={() => void signOut()}>
          {texts.signOut}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{texts.about(version)}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

/** `D. Okafor` gives `DO`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/).filter((word) => word !== '');
  return `${words[0]?.charAt(0) ?? ''}${words.length > 1 ? (words.at(-1)?.charAt(0) ?? '') : ''}`.toUpperCase();
}
