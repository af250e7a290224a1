import type { FlowNode } from '@crossdock/flows/document/flow';
import { useEditor } from '../state/editor-context.tsx';
import { focusNode } from './focus-node.ts';
import classes from './step-card.module.css';

/** The name of a card while it is being changed: Enter keeps it, Esc does not. */
export function RenameField({ node }: { node: FlowNode }) {
  const { document, view } = useEditor();
  const finish = (text: string) => {
    const name = text.trim().slice(0, 80);
    view.setState({ renaming: null });
    if (name !== '' && name !== node.name) document.change([{ op: 'rename-node', node: node.id, name }]);
    focusNode(node.id);
  };
  return (
    <input
      className={`${classes.rename} nodrag nopan`}
      defaultValue={node.name}
      maxLength={80}
      aria-label="Name of the step"
      // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked to type into it
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') finish(node.name);
      }}
    />
  );
}
