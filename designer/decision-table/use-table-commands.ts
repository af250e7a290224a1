import { useEffect, useMemo, useRef } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { useEditor } from '../state/editor-context.tsx';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { Grid } from './grid/use-grid.ts';
import type { TableModel } from './use-table.ts';

type Given = {
  readonly grid: Grid;
  readonly model: TableModel;
  readonly onFind: () => void;
  readonly onImport: () => void;
  readonly onExport: () => void;
  readonly onAddCondition: () => void;
  readonly onAddResult: () => void;
  readonly onDone: () => void;
};

/** Everything the table can do, for the command palette and the keyboard. */
export function useTableCommands(given: Given): void {
  const { document } = useEditor();
  const latest = useRef(given);
  useEffect(() => {
    latest.current = given;
  });
  const commands = useMemo<Command[]>(() => {
    const now = () => latest.current;
    const command = (id: string, title: string, icon: string, run: () => void, more: Partial<Command> = {}): Command => ({
      id: `table.${id}`,
      title,
      icon,
      group: texts.group,
      run,
      ...more,
    });
    const onRows = { isEnabled: () => (now().grid.chosenRows().length > 0 ? true : texts.noRowChosen) };
    return [
      command('undo', texts.undo, 'arrow-back-up', () => document.undo(), { shortcut: 'mod+z' }),
      command('redo', texts.redo, 'arrow-forward-up', () => document.redo(), { shortcut: ['mod+shift+z', 'mod+y'] }),
      command('insert-above', texts.insertAbove, 'plus', () => now().grid.insertRows('above')),
      command('insert-below', texts.insertBelow, 'plus', () => now().grid.insertRows('below')),
      command('duplicate', texts.duplicateRows, 'copy', () => now().grid.duplicateRows(), onRows),
      command('move-up', texts.moveRowsUp, 'chevron-up', () => now().grid.moveRows(-1), onRows),
      command('move-down', texts.moveRowsDown, 'chevron-down', () => now().grid.moveRows(1), onRows),
      command('delete', texts.deleteChosenRows, 'trash', () => now().grid.deleteRows(), onRows),
      command('condition', texts.addCondition, 'plus', () => now().onAddCondition()),
      command('result', texts.addResult, 'plus', () => now().onAddResult()),
      command('find', texts.findAndReplace, 'search', () => now().onFind(), { shortcut: 'mod+f', worksInFields: true }),
      command('import', texts.importFile, 'cloud-download', () => now().onImport()),
      command('export', texts.exportFile, 'download', () => now().onExport()),
      command('done', texts.backToFlow, 'chevron-right', () => now().onDone(), { shortcut: 'escape' }),
    ];
  }, [document]);
  useCommands('decision-table', commands);
}
