import type { Command } from '../../commands/command.ts';
import { canvasTexts } from '../../texts/canvas.ts';
import { sayOnCanvas } from '../notice.tsx';
import { type CanvasContext, canvasCommand, conditions } from './context.ts';

/** Copy, cut and paste for menu and palette; on the keyboard the browser's own events do the same. */
export function clipboardCommands(context: CanvasContext): Command[] {
  const { chosen, here } = conditions(context);
  const { commands } = canvasTexts;
  const onCanvas = (act: () => void) => {
    context.region.current?.focus({ preventScroll: true });
    act();
  };
  return [
    canvasCommand({
      id: 'canvas.copy',
      title: commands.copy,
      icon: 'copy',
      nativeShortcut: 'mod+c',
      isEnabled: chosen,
      run: () => onCanvas(() => document.execCommand('copy')),
    }),
    canvasCommand({
      id: 'canvas.cut',
      title: commands.cut,
      icon: 'scissors',
      nativeShortcut: 'mod+x',
      isEnabled: chosen,
      run: () => onCanvas(() => document.execCommand('cut')),
    }),
    canvasCommand({
      id: 'canvas.paste',
      title: commands.paste,
      icon: 'clipboard',
      nativeShortcut: 'mod+v',
      isEnabled: here,
      run: () => onCanvas(() => void pasteByHand()),
    }),
  ];
}

/** Gives what the browser lets a page read to the same listener that Ctrl V reaches. */
async function pasteByHand(): Promise<void> {
  try {
    const text = await navigator.clipboard.readText();
    const data = new DataTransfer();
    data.setData('text/plain', text);
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  } catch {
    sayOnCanvas(canvasTexts.commands.pasteByKey, 'info');
  }
}
