import { Button, Checkbox, Group, Modal, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { ProblemList } from '../editor/problems-button.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { countOf } from '../kit/format.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import classes from './publish.module.css';

/** Makes the draft a version, and sets it live where nobody has to approve it. */
export function PublishButton({ next }: { next: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const commands = useMemo<Command[]>(
    () => [{ id: 'flow.publish', title: `Publish v${next}`, icon: 'send', group: 'Flow', run: () => setIsOpen(true) }],
    [next],
  );
  useCommands('publish', commands);
  return (
    <>
      <Button size="xs" variant="filled" className={classes.button ?? ''} onClick={() => setIsOpen(true)}>
        Publish v{next}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={`Publish v${next}`} size={560}>
        <PublishForm next={next} onDone={() => setIsOpen(false)} />
      </Modal>
    </>
  );
}

function PublishForm({ next, onDone }: { next: number; onDone: () => void }) {
  const { flowId, document } = useEditor();
  const { environments } = useSignedIn();
  const problems = useDocument((state) => state.problems);
  const changes = useDocument((state) => state.changes);
  const errors = problems.filter((problem) => problem.severity === 'error');
  const warnings = problems.length - errors.length;
  const targets = environments.filter((environment) => environment.class === 'dev');
  const [note, setNote] = useState('');
  const [deployTo, setDeployTo] = useState<string[]>(targets.map((environment) => environment.name));
  const publish = useMutation({
    mutationFn: async () => {
      await document.flush();
      return reply(client.POST('/api/flows/{id}/versions', { params: { path: { id: flowId } }, body: { note, deployTo } }));
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      onDone();
    },
  });

  if (errors.length > 0) {
    return (
      <div className={classes.form}>
        <p>
          {countOf(errors.length, 'error')} must be solved before v{next} can be published. A version that cannot run would only fail later.
        </p>
        <div className={classes.problems}>
          <ProblemList problems={errors} onLeave={onDone} />
        </div>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        publish.mutate();
      }}
    >
      <Textarea
        label="What changed, for those who read the list of versions"
        placeholder="Priority from 2,500 instead of 5,000"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        rows={3}
        maxLength={500}
        data-autofocus
      />
      {targets.map(({ name }) => (
        <Checkbox
          key={name}
          label={`Set it live in ${name} at once`}
          description={`New messages in ${name} run on v${next}; those under way finish on the version they started with.`}
          checked={deployTo.includes(name)}
          onChange={(event) => setDeployTo(event.currentTarget.checked ? [...deployTo, name] : deployTo.filter((other) => other !== name))}
        />
      ))}
      <p className={classes.facts}>
        {factsOf(next, changes)} {warnings > 0 && `${countOf(warnings, 'warning or hint', 'warnings and hints')} can wait. `}A version is
        never rewritten; earlier ones stay ready under Versions.
      </p>
      {publish.error && <FailureNote what={`v${next} was not published`} failure={publish.error} kept="The draft is unchanged." />}
      <Group justify="flex-end" gap={8}>
        <Button onClick={onDone}>Keep editing</Button>
        <Button type="submit" variant="filled" loading={publish.isPending}>
          Publish v{next}
          {deployTo.length > 0 && ` to ${deployTo.join(', ')}`}
        </Button>
      </Group>
    </form>
  );
}

function factsOf(next: number, changes: number): string {
  if (next === 1) return 'The first version of this flow.';
  return changes === 0 ? `Behaves like v${next - 1}; only places or texts differ.` : `${countOf(changes, 'change')} since v${next - 1}.`;
}
