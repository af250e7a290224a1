import { Button, Checkbox, Group, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ProblemList } from '../editor/problems-button.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { usePublishCheck } from '../test-cases/publish-check.tsx';
import { testCasesTexts } from '../texts/test-cases.ts';
import { versionsTexts } from '../texts/versions.ts';
import classes from './publish.module.css';
import { PublishFacts } from './publish-facts.tsx';

type Props = { readonly next: number; readonly latestVersion: number | null; readonly onDone: () => void };

/** What is published, what it newly does outside, what the test cases say; why, and where it goes live. */
export function PublishForm(props: Props) {
  const errors = useDocument((state) => state.problems).filter((problem) => problem.severity === 'error');
  if (errors.length === 0) return <Sound {...props} />;
  return (
    <div className={classes.form}>
      <p>{versionsTexts.mustBeSolved(errors.length, versionsTexts.version(props.next))}</p>
      <div className={classes.problems}>
        <ProblemList problems={errors} onLeave={props.onDone} />
      </div>
    </div>
  );
}

/** The form of a draft without errors. */
function Sound({ next, latestVersion, onDone }: Props) {
  const { flowId, document } = useEditor();
  const { environments } = useSignedIn();
  const warnings = useDocument((state) => state.problems.length);
  const mustSayWhy = useDocument((state) => state.flow.settings.publishNote === 'required');
  const check = usePublishCheck();
  const targets = environments.filter((environment) => environment.class === 'dev');
  const name = versionsTexts.version(next);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [deployTo, setDeployTo] = useState<string[]>(targets.map((environment) => environment.name));
  const publish = useMutation({
    mutationFn: async () => {
      await document.flush();
      const overruled = check.failed && reason.trim() !== '' ? testCasesTexts.reasonNote(check.failed, reason.trim()) : '';
      const body = { note: [note.trim(), overruled].filter((text) => text !== '').join('\n'), deployTo };
      return reply(client.POST('/api/flows/{id}/versions', { params: { path: { id: flowId } }, body }));
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.flows });
      onDone();
    },
  });
  const isNoteMissing = mustSayWhy && note.trim() === '';
  const isReasonMissing = (check.failed ?? 0) > 0 && reason.trim() === '';

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (!isNoteMissing && !isReasonMissing) publish.mutate();
      }}
    >
      <Textarea
        label={mustSayWhy ? versionsTexts.whyRequired : versionsTexts.why}
        placeholder={versionsTexts.whyPlaceholder}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={wasTried && isNoteMissing && versionsTexts.whyMissing}
        rows={2}
        maxLength={500}
        data-autofocus
      />
      <PublishFacts latestVersion={latestVersion} />
      {check.view(reason, setReason, onDone)}
      {targets.map(({ name: env }) => (
        <Checkbox
          key={env}
          label={versionsTexts.setLiveAtOnce(env)}
          description={versionsTexts.setLiveHelp(env, name)}
          checked={deployTo.includes(env)}
          onChange={(event) => setDeployTo(event.currentTarget.checked ? [...deployTo, env] : deployTo.filter((other) => other !== env))}
        />
      ))}
      <p className={classes.facts}>
        {warnings > 0 && `${versionsTexts.warningsWait(warnings)} `}
        {versionsTexts.neverRewritten}
      </p>
      {publish.error && (
        <FailureNote what={versionsTexts.publishFailed(name)} failure={publish.error} kept={versionsTexts.draftUnchanged} />
      )}
      <Group justify="flex-end" gap={8}>
        <Button onClick={onDone}>{versionsTexts.keepEditing}</Button>
        <Button type="submit" variant="filled" loading={publish.isPending} disabled={check.failed === null}>
          {versionsTexts.publishTo(name, deployTo)}
        </Button>
      </Group>
    </form>
  );
}
