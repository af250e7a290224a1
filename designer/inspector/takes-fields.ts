import type { Extension } from '@codemirror/state';
import { EditorView, ViewPlugin } from '@codemirror/view';
import { fieldDragType } from '../kit/json/field-drag.ts';
import { expressionAt } from './insert-place.ts';
import { type FieldTarget, fieldEntered, fieldGone } from './last-field.ts';

/** Lets a code editor take fields of the data: dropped where the pointer is, or put at the caret by Enter or I. */
export function takesFields(label: string): Extension {
  return ViewPlugin.define(
    (view) => {
      const target: FieldTarget = {
        label,
        insert: (path) => {
          view.dispatch(view.state.replaceSelection(expressionAt(path)));
          view.focus();
        },
      };
      return { target, destroy: () => fieldGone(target) };
    },
    {
      eventHandlers: {
        focus() {
          fieldEntered(this.target);
        },
        drop(event, view) {
          const path = event.dataTransfer?.getData(fieldDragType) ?? '';
          if (path === '') return false;
          event.preventDefault();
          const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
          const insert = expressionAt(path);
          view.dispatch({ changes: { from: at, insert }, selection: { anchor: at + insert.length } });
          view.focus();
          return true;
        },
      },
      provide: () => EditorView.editorAttributes.of({ 'data-takes-fields': 'true' }),
    },
  );
}
