import { useView } from '../state/editor-context.tsx';
import { presenceTexts } from '../texts/presence.ts';
import { useOthers } from './people-store.ts';
import classes from './presence.module.css';

/** Marks a field of the open step, or of the flow's settings, while somebody else types in it. */
export function FieldPeople({ path, isOfStep = true }: { path: readonly string[]; isOfStep?: boolean }) {
  const field = path.join('.');
  const selected = useView((view) => (view.selected.length === 1 ? (view.selected[0] ?? null) : null));
  const others = useOthers();
  const person = others.find((each) => {
    const isSamePlace = isOfStep ? each.node !== null && each.node === selected : each.node === null;
    return isSamePlace && each.field !== null && (each.field === field || each.field.startsWith(`${field}.`));
  });
  if (!person) return null;
  return (
    <span className={classes.field} data-person={person.colour} role="note">
      <span className={classes.tag}>{presenceTexts.editsField(person.name)}</span>
    </span>
  );
}
