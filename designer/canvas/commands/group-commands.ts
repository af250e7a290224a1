import type { Command } from '../../commands/command.ts';
import { canvasTexts } from '../../texts/canvas.ts';
import { fold, groupSelection, groupsOf, takeSelectionOut, ungroupSelection } from '../groups/group-actions.ts';
import { type CanvasContext, canvasCommand, conditions } from './context.ts';

/** Groups: made, removed, collapsed, left. */
export function groupCommands(context: CanvasContext): Command[] {
  const { editor } = context;
  const { chosen, whenHere } = conditions(context);
  const { commands, group } = canvasTexts;
  const flow = () => editor.document.store.getState().flow;
  const selected = () => editor.view.getState().selected;
  const grouped = whenHere(() => groupsOf(flow(), selected()).length > 0, group.noGroup);
  return [
    canvasCommand({
      id: 'canvas.group',
      title: commands.group,
      icon: 'box-multiple',
      shortcut: 'mod+g',
      keywords: 'frame',
      isEnabled: chosen,
      run: () => groupSelection(editor),
    }),
    canvasCommand({
      id: 'canvas.ungroup',
      title: commands.ungroup,
      icon: 'box-multiple',
      shortcut: 'mod+shift+g',
      isEnabled: grouped,
      run: () => ungroupSelection(editor),
    }),
    canvasCommand({
      id: 'canvas.fold',
      title: commands.fold,
      icon: 'stack-2',
      shortcut: 'shift+g',
      isEnabled: grouped,
      run: () => {
        const [first] = groupsOf(flow(), selected());
        if (first) fold(editor, first);
      },
    }),
    canvasCommand({
      id: 'canvas.take-out',
      title: commands.takeOut,
      icon: 'arrow-bounce',
      isEnabled: whenHere(() => flow().groups.some(({ nodes }) => nodes.some((id) => selected().includes(id))), group.notInGroup),
      run: () => takeSelectionOut(editor),
    }),
  ];
}
