import { Note } from '../kit/note.tsx';
import type { Connection } from '../server/shapes.ts';

/** What needs a person, now or soon, as the server says it. */
export function WarningNotes({ connection }: { connection: Connection }) {
  return connection.warnings.map(({ code, words }) => {
    const isSoon = code === 'EXPIRES_SOON' || code === 'NOT_CONNECTED';
    return (
      <Note key={`${code}/${words}`} family={isSoon ? 'warn' : 'bad'} icon="alert-triangle">
        {words}
      </Note>
    );
  });
}
