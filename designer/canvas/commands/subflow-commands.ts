import type { Command } from '../../commands/command.ts';
import { canvasTexts } from '../../texts/canvas.ts';
import { extractSelection } from '../subflow/extract-selection.ts';
import { type CanvasContext, canvasCommand, conditions } from './context.ts';

/** Into sub-flows: making one of the selection, and opening the one that a step calls. */
export function subflowCommands(context: CanvasContext, openFlow: (called: string) => void): { looking: Command[]; editing: Command[] } {
  const { editor } = context;
  const { chosen, whenHere } = conditions(context);
  const { subflow } = canvasTexts;
  const called = () => {
    const node = editor.document.store.getState().flow.nodes.find(({ id }) => id === editor.view.getState().selected.at(-1));
    return node ? calledBy(node) : null;
  };
  return {
    looking: [
      canvasCommand({
        id: 'canvas.open-called',
        title: subflow.open,
        icon: 'subtask',
        shortcut: 'shift+enter',
        keywords: 'sub-flow enter',
        isEnabled: whenHere(() => called() !== null, subflow.notACall),
        run: () => {
          const flow = called();
          if (flow !== null) openFlow(flow);
        },
      }),
    ],
    editing: [
      canvasCommand({
        id: 'canvas.extract',
        title: subflow.command,
        icon: 'subtask',
        shortcut: 'mod+shift+e',
        keywords: 'sub-flow split refactor',
        isEnabled: chosen,
        run: () => void extractSelection(editor),
      }),
    ],
  };
}

/** The flow that a step calls; null for any other step. */
export function calledBy(node: { readonly type: string; readonly config: Readonly<Record<string, unknown>> }): string | null {
  const { flow } = node.config;
  return node.type.endsWith('.call-flow') && typeof flow === 'string' && flow !== '' ? flow : null;
}
