import { type NodeProps, NodeResizer } from '@xyflow/react';
import { memo, useState } from 'react';
import { useEditor } from '../state/editor-context.tsx';
import { canvasTexts as texts } from '../texts/canvas.ts';
import type { NoteNode } from './drawing.ts';
import { snap } from './layout.ts';
import classes from './note-card.module.css';

/** A remark on the canvas; a double click or Enter edits it. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const { document } = useEditor();
  const { note } = data;
  const [isEditing, setIsEditing] = useState(note.text === '');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the canvas gives the card its role; this only adds the double click
    <div className={classes.note} data-selected={selected || undefined} data-note={id} onDoubleClick={() => setIsEditing(true)}>
      <NodeResizer
        isVisible={selected}
        minWidth={80}
        minHeight={40}
        lineClassName={classes.resizeLine ?? ''}
        handleClassName={classes.resizeHandle ?? ''}
        onResizeEnd={(_, { x, y, width, height }) =>
          document.change([
            { op: 'move-note', note: id, to: { x: snap(x), y: snap(y) }, size: { width: snap(width), height: snap(height) } },
          ])
        }
      />
      {isEditing ? (
        <textarea
          className={`${classes.text} nodrag nopan nowheel`}
          defaultValue={note.text}
          maxLength={4000}
          aria-label={texts.textOfTheNote}
          // biome-ignore lint/a11y/noAutofocus: the person asked to write here
          autoFocus
          onBlur={(event) => {
            setIsEditing(false);
            const text = event.currentTarget.value;
            if (text !== note.text) document.change([{ op: 'edit-note', note: id, text }]);
          }}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      ) : (
        <div className={classes.text}>{note.text || <span className={classes.hint}>{texts.emptyNoteDoubleClickTo}</span>}</div>
      )}
    </div>
  );
});
