import type { Command } from '../../commands/command.ts';
import { canvasTexts } from '../../texts/canvas.ts';
import type { Alignment, Axis } from '../arrange/align.ts';
import { alignSelection, countSelected, distributeSelection } from '../arrange/arrange-actions.ts';
import { type CanvasContext, canvasCommand, conditions } from './context.ts';

const alignments: readonly (readonly [Alignment, string, string])[] = [
  ['left', 'alt+a', 'layout-align-left'],
  ['centre', 'alt+h', 'layout-align-center'],
  ['right', 'alt+d', 'layout-align-right'],
  ['top', 'alt+w', 'layout-align-top'],
  ['middle', 'alt+v', 'layout-align-middle'],
  ['bottom', 'alt+s', 'layout-align-bottom'],
];
const axes: readonly (readonly [Axis, string, string])[] = [
  ['across', 'alt+shift+h', 'layout-distribute-horizontal'],
  ['down', 'alt+shift+v', 'layout-distribute-vertical'],
];

/** Aligning, distributing, tidying. */
export function arrangeCommands(context: CanvasContext): Command[] {
  const { editor, latest } = context;
  const { here, whenHere } = conditions(context);
  const { arrange, commands } = canvasTexts;
  const several = whenHere(() => countSelected(editor) > 1, arrange.needsTwo);
  const many = whenHere(() => countSelected(editor) > 2, arrange.needsThree);
  return [
    canvasCommand({
      id: 'canvas.tidy',
      title: commands.tidy,
      icon: 'layout-grid',
      shortcut: 'shift+l',
      keywords: 'arrange layout auto',
      isEnabled: here,
      run: () => latest.current.tidyUp(),
    }),
    ...alignments.map(([alignment, shortcut, icon]) =>
      canvasCommand({
        id: `canvas.align-${alignment}`,
        title: arrange.aligned[alignment],
        icon,
        shortcut,
        isEnabled: several,
        run: () => latest.current.glide(alignSelection(editor, alignment)),
      }),
    ),
    ...axes.map(([axis, shortcut, icon]) =>
      canvasCommand({
        id: `canvas.distribute-${axis}`,
        title: arrange.distributed[axis],
        icon,
        shortcut,
        isEnabled: many,
        run: () => latest.current.glide(distributeSelection(editor, axis)),
      }),
    ),
  ];
}
