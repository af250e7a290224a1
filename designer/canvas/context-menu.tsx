import { Menu } from '@mantine/core';
import { Fragment, useMemo } from 'react';
import { type Command, canRun, firstShortcut } from '../commands/command.ts';
import { allCommands, useRegistry } from '../commands/registry.ts';
import { Glyph } from '../kit/glyph.tsx';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { canvasTexts } from '../texts/canvas.ts';
import classes from './context-menu.module.css';

/** What lies under the pointer. */
export type MenuPlace = { readonly x: number; readonly y: number; readonly on: 'step' | 'note' | 'group' | 'wire' | 'canvas' };

const groups = ['canvas.group', 'canvas.ungroup', 'canvas.fold', 'canvas.take-out', 'canvas.extract'];
const clipboard = ['canvas.copy', 'canvas.cut', 'canvas.paste', 'canvas.duplicate', 'canvas.delete'];
const alignments = ['left', 'centre', 'right', 'top', 'middle', 'bottom'].map((name) => `canvas.align-${name}`);
const arranging = [...alignments, 'canvas.distribute-across', 'canvas.distribute-down', 'canvas.tidy'];

/** The commands offered, in sections. Those that cannot run now are left out. */
const offered: Readonly<Record<MenuPlace['on'], readonly (readonly string[])[]>> = {
  step: [
    ['canvas.open', 'canvas.open-called', 'canvas.rename', 'canvas.off', 'flow.test-to-here'],
    ['canvas.add', 'canvas.add-before', 'canvas.connect'],
    groups,
    ['step.pin', 'step.test', 'step.replay-effect'],
    clipboard,
  ],
  note: [clipboard],
  group: [['canvas.rename', ...groups.slice(1)], ['canvas.off'], clipboard],
  wire: [['canvas.insert', 'canvas.delete']],
  canvas: [
    ['canvas.add', 'canvas.note', 'canvas.paste'],
    ['canvas.all', 'canvas.find', 'canvas.outline'],
    ['canvas.tidy', 'canvas.fit', 'canvas.zoom', 'canvas.minimap', 'canvas.regions'],
  ],
};

/** The commands for what lies under the pointer: the same ones that keys and the command palette run. */
export function ContextMenu({ at, onClose }: { at: MenuPlace | null; onClose: () => void }) {
  const scopes = useRegistry((registry) => registry.scopes);
  // Asked once, when the menu opens: afterwards the menu has the focus, and commands ask where that is.
  const { sections, arrange } = useMemo(() => {
    const known = new Map(allCommands(scopes).map((command) => [command.id, command]));
    const able = (ids: readonly string[]) => ids.flatMap((id) => known.get(id) ?? []).filter((command) => canRun(command) === true);
    if (!at) return { sections: [], arrange: [] };
    const hasSeveral = at.on !== 'wire' && at.on !== 'canvas' && able(alignments).length > 0;
    return { sections: offered[at.on].map(able).filter((section) => section.length > 0), arrange: hasSeveral ? able(arranging) : [] };
  }, [at, scopes]);
  const run = (command: Command) => {
    onClose();
    // Commands ask where the focus is; it goes back to the canvas, where the menu was opened.
    document.querySelector<HTMLElement>('[data-canvas-region]')?.focus({ preventScroll: true });
    if (canRun(command) === true) command.run();
  };
  return (
    <Menu opened={at !== null} onChange={(isOpen) => !isOpen && onClose()} position="right-start" width={270} returnFocus={false}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={canvasTexts.menu.label}
          className={classes.anchor}
          style={at ? { left: at.x, top: at.y } : undefined}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {sections.map((section, i) => (
          <Fragment key={section[0]?.id}>
            {i > 0 && <Menu.Divider />}
            {section.map((command) => (
              <Item key={command.id} command={command} onRun={run} />
            ))}
          </Fragment>
        ))}
        {arrange.length > 0 && (
          <>
            <Menu.Divider />
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item leftSection={<Glyph name="layout-align-left" size={14} />}>{canvasTexts.menu.arrange}</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                {arrange.map((command) => (
                  <Item key={command.id} command={command} onRun={run} />
                ))}
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ command, onRun }: { command: Command; onRun: (command: Command) => void }) {
  const shortcut = firstShortcut(command);
  return (
    <Menu.Item
      leftSection={<Glyph name={command.icon} size={14} />}
      rightSection={shortcut && <ShortcutCaps shortcut={shortcut} />}
      onClick={() => onRun(command)}
    >
      {command.title}
    </Menu.Item>
  );
}
