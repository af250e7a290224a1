import type { Flow } from '@crossdock/flows/document/flow';
import type { RefObject } from 'react';
import type { Command } from '../../commands/command.ts';
import type { Editor } from '../../state/editor-context.tsx';
import { canvasTexts } from '../../texts/canvas.ts';
import type { Moved } from '../arrange/arrange-actions.ts';
import { isCanvasFocused } from '../canvas-focus.ts';

/** What the commands of the canvas work with. `latest` is what the canvas shows when a command runs. */
export type CanvasContext = {
  readonly editor: Editor;
  readonly region: RefObject<HTMLElement | null>;
  readonly latest: { readonly current: { readonly flow: Flow; readonly tidyUp: () => void; readonly glide: (moved: Moved) => void } };
};

type Answer = true | string;

/** Reasons for which a command of the canvas cannot run now. */
export function conditions({ editor, region }: CanvasContext) {
  const { view } = editor;
  const here = (): Answer => (isCanvasFocused(region.current) ? true : canvasTexts.notFocused);
  const whenHere = (isSo: () => boolean, reason: string) => (): Answer => {
    const answer = here();
    return answer !== true ? answer : isSo() ? true : reason;
  };
  return {
    here,
    whenHere,
    chosen: whenHere(() => view.getState().selected.length > 0, canvasTexts.group.noSteps),
    something: whenHere(() => view.getState().selected.length > 0 || view.getState().selectedEdge !== null, canvasTexts.nothingSelected),
  };
}

/** A command of the canvas; only its differences are given. */
export function canvasCommand(command: Omit<Command, 'group'>): Command {
  return { group: canvasTexts.canvas, ...command };
}
