import { type RefObject, useEffect, useRef } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { isCanvasFocused } from './canvas-focus.ts';
import { readClip } from './clipboard.ts';
import { copySelection, deleteSelection, paste } from './edit-actions.ts';
import type { Point } from './layout.ts';

type Given = { readonly isEditable: boolean; readonly region: RefObject<HTMLElement | null>; readonly centre: () => Point };

/** Ctrl C, X and V of steps, through the system's clipboard: also from one flow, window or person to another. */
export function useCanvasClipboard({ isEditable, region, centre }: Given): void {
  const editor = useEditor();
  const latest = useRef(centre);
  useEffect(() => {
    latest.current = centre;
  });

  useEffect(() => {
    const isMeant = () => isCanvasFocused(region.current) && (getSelection()?.toString() ?? '') === '';
    const onCopy = (event: ClipboardEvent) => {
      const text = isMeant() ? copySelection(editor) : null;
      if (text === null) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      if (event.type === 'cut' && isEditable) deleteSelection(editor);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (!isEditable || !isCanvasFocused(region.current)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      const clip = readClip(text);
      if (!clip) return;
      event.preventDefault();
      paste(
        editor,
        text,
        shiftTo(clip.nodes[0]?.position ?? clip.notes[0]?.position, editor.document.store.getState().flow.nodes, latest.current()),
      );
    };
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [editor, isEditable, region]);
}

/** Beside the original where it is in this flow, else in the middle of what is seen. */
function shiftTo(first: Point | undefined, nodes: readonly { readonly position: Point }[], middle: Point): Point {
  if (!first) return { x: 24, y: 24 };
  const isHere = nodes.some((node) => node.position.x === first.x && node.position.y === first.y);
  return isHere ? { x: 24, y: 24 } : { x: middle.x - first.x - 64, y: middle.y - first.y - 41 };
}
