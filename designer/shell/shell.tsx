import { useLocalStorage } from '@mantine/hooks';
import { type ReactNode, useEffect, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { CommandPalette } from '../commands/command-palette.tsx';
import { ShortcutSheet } from '../commands/shortcut-sheet.tsx';
import { useCommands } from '../commands/use-commands.ts';
import { useShortcuts } from '../commands/use-shortcuts.ts';
import { useSignedIn } from '../server/session.ts';
import { useMay } from '../server/use-may.ts';
import { shellTexts as texts } from '../texts/shell.ts';
import { destinationsFor } from './destinations.ts';
import { useEnvironment } from './environment.ts';
import { openOverlay } from './overlays.ts';
import { Rail } from './rail.tsx';
import classes from './shell.module.css';

/** The frame around every screen: rail, prod line, palette, shortcuts. */
export function Shell({ children }: { children: ReactNode }) {
  const [path, go] = useLocation();
  const session = useSignedIn();
  const may = useMay();
  const environment = useEnvironment();
  const kind = /^\/flows\/./.test(path) ? 'editor' : 'list';
  const [isNarrow, setNarrow] = useLocalStorage({
    key: `crossdock.rail.${kind}`,
    defaultValue: kind === 'editor',
    getInitialValueInEffect: false,
  });

  const commands = useMemo<Command[]>(
    () => [
      ...destinationsFor(session, may).map(
        (destination): Command => ({
          id: `go${destination.path}`,
          title: texts.goTo(destination.title.toLowerCase()),
          icon: destination.icon,
          group: texts.goToGroup,
          shortcut: destination.shortcut,
          run: () => go(destination.path),
        }),
      ),
      {
        id: 'palette',
        title: texts.searchOrRunACommand,
        icon: 'search',
        group: texts.everywhere,
        shortcut: 'mod+k',
        worksInFields: true,
        isKeyOnly: true,
        run: () => openOverlay('palette'),
      },
      {
        id: 'search',
        title: texts.searchForABusinessKey,
        icon: 'search',
        group: texts.everywhere,
        shortcut: '/',
        isKeyOnly: true,
        run: () => openOverlay('palette'),
      },
      {
        id: 'environment',
        title: texts.switchEnvironment,
        icon: 'server-2',
        group: texts.everywhere,
        shortcut: 'e',
        run: () => openOverlay('environments'),
      },
      {
        id: 'rail',
        title: texts.showOrHideTheWords,
        icon: 'layout-sidebar',
        group: texts.everywhere,
        shortcut: '[',
        run: () => setNarrow((narrow) => !narrow),
      },
      {
        id: 'help.shortcuts',
        title: texts.keyboardShortcuts,
        icon: 'help-circle',
        group: texts.everywhere,
        shortcut: '?',
        run: () => openOverlay('shortcuts'),
      },
    ],
    [session, may, go, setNarrow],
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
