import { Drawer } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { ConnectionForm } from '../connections/connection-form.ts';
import { useConnections } from '../server/connection-queries.ts';
import { useSignedIn } from '../server/session.ts';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './form.module.css';

const ConnectionEditor = lazy(async () => ({ default: (await import('../connections/connection-editor.tsx')).ConnectionEditor }));

type Props = {
  /** What is known of it already. */
  start: Partial<ConnectionForm>;
  onClose: () => void;
  onSaved: (name: string) => void;
};

/** The form of a connection, beside the step that needs it. */
export function NewConnection({ start, onClose, onSaved }: Props) {
  const { env } = useEditor();
  const environment = useSignedIn().environments.find(({ name }) => name === env);
  const known = (useConnections(env).data ?? []).map(({ name }) => name);
  if (!environment) return null;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={420}
      padding={0}
      withCloseButton={false}
      classNames={{ body: classes.drawer ?? '' }}
      aria-label={inspectorTexts.connection.newIn(env)}
    >
      <Suspense fallback={null}>
        <ConnectionEditor environment={environment} known={known} start={start} onClose={onClose} onSaved={onSaved} />
      </Suspense>
    </Drawer>
  );
}
