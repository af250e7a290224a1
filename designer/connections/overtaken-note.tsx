import { Button } from '@mantine/core';
import { formatTime } from '../kit/format.ts';
import { Note } from '../kit/note.tsx';
import { useNow } from '../kit/use-now.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import type { ConnectionEditing } from './use-connection-draft.ts';

const texts = connectionsTexts.form;

type Props = { connection: Connection | null; editing: ConnectionEditing; onTaken: () => void };

/** Somebody else saved the connection while it was being changed here. */
export function OvertakenNote({ connection, editing, onTaken }: Props) {
  const now = useNow();
  const by = connection?.changedBy;
  return (
    <Note
      family="warn"
      icon="alert-triangle"
      action={
        <>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              editing.discard();
              onTaken();
            }}
          >
            {texts.showTheirs}
          </Button>
          <Button
            size="xs"
            onClick={() => {
              editing.takeOver();
              onTaken();
            }}
          >
            {texts.putMine}
          </Button>
        </>
      }
    >
      {connection && by ? texts.overtaken(by, formatTime(connection.updatedAt, now)) : texts.otherSaved(editing.form.name)}
    </Note>
  );
}
