import type { Flow, FlowNote } from '../document/flow.ts';
import type { Behaviour } from './behaviour.ts';
import { OperationError } from './operation-error.ts';
import { withinLimit } from './parts.ts';

export const addNote: Behaviour<'add-note'> = {
  apply(flow, { note }) {
    if (flow.notes.some((other) => other.id === note.id)) {
      throw new OperationError('ID_TAKEN', `A note with the id "${note.id}" exists already. Add it under another id.`);
    }
    return {
      flow: { ...flow, notes: withinLimit('notes', [...flow.notes, note]) },
      inverse: { op: 'remove-note', note: note.id },
    };
  },
  title: () => 'Add note',
  touches: ({ note }) => [`note:${note.id}`],
};

export const editNote: Behaviour<'edit-note'> = {
  apply: (flow, { note, text }) => ({
    flow: withNote(flow, note, (before) => ({ ...before, text })),
    inverse: { op: 'edit-note', note, text: noteIn(flow, note).text },
  }),
  title: () => 'Edit note',
  touches: ({ note }) => [`note:${note}/text`],
};

export const moveNote: Behaviour<'move-note'> = {
  apply(flow, { note, to, size }) {
    const before = noteIn(flow, note);
    return {
      flow: withNote(flow, note, () => ({ ...before, position: to, size: size ?? before.size })),
      inverse: { op: 'move-note', note, to: before.position, ...(size && { size: before.size }) },
    };
  },
  title: ({ size }) => (size ? 'Resize note' : 'Move note'),
  touches: ({ note }) => [`note:${note}/position`],
};

export const removeNote: Behaviour<'remove-note'> = {
  apply(flow, { note: id }) {
    const note = noteIn(flow, id);
    return { flow: { ...flow, notes: flow.notes.filter((other) => other !== note) }, inverse: { op: 'add-note', note } };
  },
  title: () => 'Delete note',
  touches: ({ note }) => [`note:${note}`],
};

function noteIn(flow: Flow, id: string): FlowNote {
  const note = flow.notes.find((candidate) => candidate.id === id);
  if (!note) throw new OperationError('UNKNOWN_NOTE', `Note "${id}" is no longer in the flow. Reload the flow and repeat the edit.`);
  return note;
}

function withNote(flow: Flow, id: string, change: (note: FlowNote) => FlowNote): Flow {
  const note = noteIn(flow, id);
  return { ...flow, notes: flow.notes.with(flow.notes.indexOf(note), change(note)) };
}
