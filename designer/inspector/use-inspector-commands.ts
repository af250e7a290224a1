import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useEditor } from '../state/editor-context.tsx';
import { preference, setPreference } from '../state/preferences.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';

/** What can be done with the panel itself. */
export function useInspectorCommands(): void {
  const { view } = useEditor();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'dock.maximise',
        title: texts.makeThePanelAsLarge,
        icon: 'arrows-maximize',
        group: texts.panel,
        shortcut: 'f',
        run: () => view.setState({ isDockMaximised: !view.getState().isDockMaximised }),
      },
      {
        id: 'dock.side',
        title: texts.moveThePanelToThe,
        icon: 'layout-sidebar-right',
        group: texts.panel,
        shortcut: 'mod+.',
        worksInFields: true,
        run: () => setPreference('dockSide', preference('dockSide') === 'bottom' ? 'right' : 'bottom'),
      },
    ],
    [view],
  );
  useCommands('inspector', commands);
}
