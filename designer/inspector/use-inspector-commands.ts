import { useMemo } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useEditor } from '../state/editor-context.tsx';
import { preference, setPreference } from '../state/preferences.ts';

/** What can be done with the panel itself. */
export function useInspectorCommands(): void {
  const { view } = useEditor();
  const commands = useMemo<Command[]>(
    () => [
      {
        id: 'dock.maximise',
        title: 'Make the panel as large as the window, or small again',
        icon: 'arrows-maximize',
        group: 'Panel',
        shortcut: 'f',
        run: () => view.setState({ isDockMaximised: !view.getState().isDockMaximised }),
      },
      {
        id: 'dock.side',
        title: 'Move the panel to the right or to the bottom',
        icon: 'layout-sidebar-right',
        group: 'Panel',
        shortcut: 'mod+.',
        worksInFields: true,
        run: () => setPreference('dockSide', preference('dockSide') === 'bottom' ? 'right' : 'bottom'),
      },
    ],
    [view],
  );
  useCommands('inspector', commands);
}
