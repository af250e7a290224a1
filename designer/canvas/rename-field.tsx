import { useEditor } from '../state/editor-context.tsx';
import { focusNode } from './focus-node.ts';
import classes from './step-card.module.css';

type Props = {
  /** What keeps the focus afterwards: the card on the canvas. */
  readonly card: string;
  readonly value: string;
  readonly label: string;
  readonly onChange: (value: string) => void;
};

/** The name of a card or group while it is being changed: Enter keeps it, Esc does not. */
export function RenameField({ card, value, label, onChange }: Props) {
  const { view } = useEditor();
  const finish = (text: string) => {
    const name = text.trim().slice(0, 80);
    view.setState({ renaming: null });
    if (name !== '' && name !== value) onChange(name);
    focusNode(card);
  };
  return (
    <input
      className={`${classes.rename} nodrag nopan`}
      defaultValue={value}
      maxLength={80}
      aria-label={label}
      // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to type into it
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') finish(value);
      }}
    />
  );
}
