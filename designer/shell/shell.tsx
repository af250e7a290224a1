import { useLocalStorage } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { ShortcutSheet } from '../commands/shortcut-sheet.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { useSignedIn } from '../server/session.ts';
import { destinationsFor } from './destinations.ts';
import { useEnvironment } from './environment.ts';
import { openOverlay } from './overlays.ts';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';

/** The frame around every screen: rail, prod line, palette, shortcuts. */
export function Shell({ children }: { children: ReactNode }) {
  const [path, go] = useLocation();
  const session = useSignedIn();
  const environment = useEnvironment();
  const kind = /^\/flows\/./.test(path) ? 'editor' : 'list';
  const [isNarrow, setNarrow] = useLocalStorage({
    key: `crossdock.rail.${kind}`,
    defaultValue: kind === 'editor',
    getInitialValueInEffect: false,
  });

  const commands = useMemo<Command[]>(
    () => [
      ...destinationsFor(session).map(
        (destination): Command => ({
          id: `go${destination.path}`,
          title: `Go to ${destination.title.toLowerCase()}`,
          icon: destination.icon,
          group: 'Go to',
          shortcut: destination.shortcut,
          run: () => go(destination.path),
        }),
      ),
      {
        id: 'palette',
        title: 'Search or run a command',
        icon: 'search',
        group: 'Everywhere',
        shortcut: 'mod+k',
        worksInFields: true,
        isKeyOnly: true,
        run: () => openOverlay('palette'),
      },
      {
        id: 'search',
        title: 'Search for a business key',
        icon: 'search',
        group: 'Everywhere',
        shortcut: '/',
        isKeyOnly: true,
        run: () => openOverlay('palette'),
      },
      {
        id: 'environment',
        title: 'Switch environment',
        icon: 'server-2',
        group: 'Everywhere',
        shortcut: 'e',
        run: () => openOverlay('environments'),
      },
      {
        id: 'rail',
        title: 'Show or hide the words of the rail',
        icon: 'layout-sidebar',
        group: 'Everywhere',
        shortcut: '[',
        run: () => setNarrow((narrow) => !narrow),
      },
      {
        id: 'help.shortcuts',
        title: 'Keyboard shortcuts',
        icon: 'help-circle',
        group: 'Everywhere',
        shortcut: '?',
        run: () => openOverlay('shortcuts'),
      },
    ],
    [session, go, setNarrow],
  );
  useCommands('shell', commands);
  useShortcuts();

  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', environment.class === 'prod' ? '/favicon-prod.svg' : '/favicon.svg');
  }, [environment]);

  return (
    <div className={classes.shell} data-kind={environment.class}>
      <Rail isNarrow={isNarrow} onToggle={() => setNarrow((narrow) => !narrow)} />
      {children}
      <CommandPalette />
      <ShortcutSheet />
    </div>
  );
}
