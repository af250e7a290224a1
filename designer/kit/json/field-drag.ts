import type { DragEvent } from 'react';

/** The data type under which a dragged field carries its path. */
export const fieldDragType = 'application/x-crossdock-field';

/** What makes an element draggable as a field of the data. */
export function fieldDrag(path: string) {
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      event.dataTransfer.setData(fieldDragType, path);
      event.dataTransfer.setData('text/plain', path);
      event.dataTransfer.effectAllowed = 'copy';
    },
  };
}

/** What can be done with a field of the data: it is chosen by a click, put into a form by Enter, I or a double click, copied by C. */
export type FieldActs = {
  readonly chosen: string | null;
  readonly onChoose: (path: string) => void;
  readonly onPick: (path: string) => void;
  readonly onCopy: (path: string) => void;
};
