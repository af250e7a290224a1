import { Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconRowInsertBottom, IconRowInsertTop, IconTrash } from '@tabler/icons-react';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { Grid } from './grid/use-grid.ts';

type Props = { grid: Grid; at: { x: number; y: number }; onClose: () => void };

/** What can be done with the selected rows, at the pointer. */
export function RowMenu({ grid, at, onClose }: Props) {
  const count = Math.max(1, grid.chosenRows().length);
  const icon = { size: 14, stroke: 1.75 };
  return (
    <Menu opened onChange={(isOpen) => !isOpen && onClose()} width={240} returnFocus>
      <Menu.Target>
        <span style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconRowInsertTop {...icon} />}
          rightSection={<kbd>{texts.insertKeys}</kbd>}
          onClick={() => grid.insertRows('above')}
        >
          {texts.insertAbove}
        </Menu.Item>
        <Menu.Item leftSection={<IconRowInsertBottom {...icon} />} onClick={() => grid.insertRows('below')}>
          {texts.insertBelow}
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy {...icon} />} onClick={() => grid.duplicateRows()}>
          {texts.duplicate}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowUp {...icon} />}
          rightSection={<ShortcutCaps shortcut="alt+arrowup" />}
          onClick={() => grid.moveRows(-1)}
        >
          {texts.moveUp}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowDown {...icon} />}
          rightSection={<ShortcutCaps shortcut="alt+arrowdown" />}
          onClick={() => grid.moveRows(1)}
        >
          {texts.moveDown}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconTrash {...icon} />} rightSection={<ShortcutCaps shortcut="mod+-" />} onClick={() => grid.deleteRows()}>
          {texts.deleteRows(count)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
