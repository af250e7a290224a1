import { ActionIcon, Tooltip } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import type { Environment } from '../server/shapes.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import type { ConnectionForm } from './connection-form.ts';
import { ConnectionFormView } from './connection-form-view.tsx';
import classes from './connections.module.css';
import { useConnectionDraft } from './use-connection-draft.ts';

type Props = {
  environment: Environment;
  known: readonly string[];
  /** What is known of it already. */
  start?: Partial<ConnectionForm>;
  onClose: () => void;
  onSaved: (name: string) => void;
};

/** A new connection, beside the list or beside the step that needs it. */
export function ConnectionEditor({ environment, known, start, onClose, onSaved }: Props) {
  const editing = useConnectionDraft(environment.name, null, start);
  return (
    <section className={classes.editor} aria-label={texts.newConnection}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{texts.newConnection}</h2>
        <Tooltip label={texts.closeEsc}>
          <ActionIcon onClick={onClose} aria-label={texts.closeTheConnection}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </header>
      <ConnectionFormView environment={environment} connection={null} editing={editing} known={known} onSaved={onSaved} />
    </section>
  );
}
