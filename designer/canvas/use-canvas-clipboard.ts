import { type RefObject, useEffect, useRef } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { isCanvasFocused } from './canvas-focus.ts';
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
      event.preventDefault();
      paste(editor, event.clipboardData?.getData('text/plain') ?? '', (clip) =>
        shiftTo([...clip.nodes, ...clip.notes], editor.document.store.getState().flow.nodes, latest.current()),
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
function shiftTo(things: readonly Placed[], nodes: readonly Placed[], middle: Point): Point {
  const [first] = things;
  if (!first) return { x: 24, y: 24 };
  const isHere = nodes.some((node) => node.position.x === first.position.x && node.position.y === first.position.y);
  if (isHere) return { x: 24, y: 24 };
  const xs = things.map((thing) => thing.position.x);
  const ys = things.map((thing) => thing.position.y);
  return {
    x: middle.x - (Math.min(...xs) + Math.max(...xs)) / 2 - 64,
    y: middle.y - (Math.min(...ys) + Math.max(...ys)) / 2 - 41,
  };
}

type Placed = { readonly position: Point };
