import { Menu } from '@mantine/core';
import { canRun, firstShortcut } from '../commands/command.ts';
import { allCommands, useRegistry } from '../commands/registry.ts';
import { Glyph } from '../kit/glyph.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import classes from './context-menu.module.css';

export type MenuPlace = { readonly x: number; readonly y: number };

const offered = [
  'canvas.open',
  'canvas.rename',
  'canvas.off',
  'flow.test-to-here',
  'canvas.add',
  'canvas.add-before',
  'canvas.connect',
  'canvas.duplicate',
  'canvas.delete',
];

/** The commands for what lies under the pointer: the same ones that keys and the command palette run. */
export function ContextMenu({ at, onClose }: { at: MenuPlace | null; onClose: () => void }) {
  const scopes = useRegistry((registry) => registry.scopes);
  const known = new Map(allCommands(scopes).map((command) => [command.id, command]));
  return (
    <Menu opened={at !== null} onChange={(isOpen) => !isOpen && onClose()} position="right-start" width={250} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label="What can be done with the step"
          className={classes.anchor}
          style={at ? { left: at.x, top: at.y } : undefined}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {at &&
          offered.map((id) => {
            const command = known.get(id);
            const shortcut = command && firstShortcut(command);
            return (
              command && (
                <Menu.Item
                  key={id}
                  leftSection={<Glyph name={command.icon} size={14} />}
                  rightSection={shortcut && <ShortcutCaps shortcut={shortcut} />}
                  onClick={() => {
                    onClose();
                    // Commands ask where the focus is; it goes back to the canvas, where the menu was opened.
                    document.querySelector<HTMLElement>('[data-canvas-region]')?.focus({ preventScroll: true });
                    if (canRun(command) === true) command.run();
                  }}
                >
                  {command.title}
                </Menu.Item>
              )
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}
