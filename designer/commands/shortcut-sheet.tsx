import { Modal } from '@mantine/core';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { closeOverlay, useOverlays } from '../shell/overlays.ts';
import { commandsTexts as texts } from '../texts/commands.ts';
import { type Command, firstShortcut } from './command.ts';
import { allCommands, useRegistry } from './registry.ts';
import classes from './shortcut-sheet.module.css';

const listKeys: readonly { title: string; shortcut: string }[] = [
  { title: texts.nextRow, shortcut: 'j' },
  { title: texts.previousRow, shortcut: 'k' },
  { title: texts.openRow, shortcut: 'enter' },
];

/** All shortcuts that work now, by group. */
export function ShortcutSheet() {
  const isOpen = useOverlays((overlays) => overlays.open === 'shortcuts');
  const scopes = useRegistry((registry) => registry.scopes);
  return (
    <Modal opened={isOpen} onClose={closeOverlay} title={texts.keyboardShortcuts} size={680}>
      <div className={classes.groups} tabIndex={-1} data-autofocus>
        {groupsOf(allCommands(scopes)).map(([group, commands]) => (
          <Group
            key={group}
            title={group}
            keys={commands.map((command) => ({ title: command.title, shortcut: firstShortcut(command) ?? '' }))}
          />
        ))}
        <Group title={texts.lists} keys={listKeys} />
      </div>
    </Modal>
  );
}

function Group({ title, keys }: { title: string; keys: readonly { title: string; shortcut: string }[] }) {
  return (
    <section className={classes.group}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.keys}>
        {keys.map((key) => (
          <div key={key.title}>
            <dt>{key.title}</dt>
            <dd>
              <ShortcutCaps shortcut={key.shortcut} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function groupsOf(commands: readonly Command[]): [string, Command[]][] {
  const groups = new Map<string, Command[]>();
  for (const command of commands) {
    if (firstShortcut(command) === undefined) continue;
    groups.set(command.group, [...(groups.get(command.group) ?? []), command]);
  }
  return [...groups];
}
