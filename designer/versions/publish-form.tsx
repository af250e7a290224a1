import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { ProblemList } from '../editor/problems-button.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { composePath } from '../promotion/promotion-address.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { usePublishCheck } from '../test-cases/publish-check.tsx';
import { testCasesTexts } from '../texts/test-cases.ts';
import { versionsTexts } from '../texts/versions.ts';
import classes from './publish.module.css';
import { PublishFacts } from './publish-facts.tsx';
import { PublishPlaces } from './publish-places.tsx';
import { usePublishTargets } from './publish-targets.ts';
import { usePublish } from './use-publish.ts';

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
  const { flowId } = useEditor();
  const [, go] = useLocation();
  const warnings = useDocument((state) => state.problems.length);
  const mustSayWhy = useDocument((state) => state.flow.settings.publishNote === 'required');
  const check = usePublishCheck();
  const targets = usePublishTargets();
  const name = versionsTexts.version(next);
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [touched, setTouched] = useState<readonly string[] | null>(null);
  // Where it is built, it usually runs at once.
  const chosen = touched ?? targets.filter(({ environment, how }) => how === 'deploy' && environment.class === 'dev').map(nameOf);
  const taken = targets.filter((target) => chosen.includes(nameOf(target)));
  const deployTo = taken.filter(({ how }) => how === 'deploy').map(nameOf);
  const askFor = taken.filter(({ how }) => how === 'ask').map(nameOf);
  const reachesProd = taken.some(({ environment }) => environment.class === 'prod');
  const { publish, notAsked } = usePublish((request) => {
    onDone();
    if (request !== null) go(`/promotion/${request}`);
  });
  const isNoteMissing = note.trim() === '' && (mustSayWhy || askFor.length > 0);
  const isReasonMissing = (check.failed ?? 0) > 0 && reason.trim() === '';
  if (notAsked) {
    const { env, version, failure } = notAsked;
    return (
      <div className={classes.form}>
        <FailureNote what={versionsTexts.askedNot(versionsTexts.version(version), env)} failure={failure} />
        <Group justify="flex-end" gap={8}>
          <Button onClick={onDone}>{versionsTexts.keepEditing}</Button>
          <Button component={Link} href={composePath({ to: env, items: [{ kind: 'flow', id: flowId, version }] })} onClick={onDone}>
            {versionsTexts.openForm}
          </Button>
        </Group>
      </div>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (isNoteMissing || isReasonMissing) return;
        const overruled = check.failed && reason.trim() !== '' ? testCasesTexts.reasonNote(check.failed, reason.trim()) : '';
        publish.mutate({ note: [note.trim(), overruled].filter((text) => text !== '').join('\n'), deployTo, askFor });
      }}
    >
      <Textarea
        label={mustSayWhy ? versionsTexts.whyRequired : versionsTexts.why}
        placeholder={versionsTexts.whyPlaceholder}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={wasTried && isNoteMissing && (mustSayWhy ? versionsTexts.whyMissing : versionsTexts.whyForApproval)}
        rows={2}
        maxLength={500}
        data-autofocus
      />
      <PublishFacts latestVersion={latestVersion} />
      {check.view(reason, setReason, onDone)}
      <PublishPlaces targets={targets} chosen={chosen} version={name} onChange={setTouched} />
      <p className={classes.facts}>
        {warnings > 0 && `${versionsTexts.warningsWait(warnings)} `}
        {versionsTexts.neverRewritten}
      </p>
      {publish.error && (
        <FailureNote what={versionsTexts.publishFailed(name)} failure={publish.error} kept={versionsTexts.draftUnchanged} />
      )}
      <Group justify="flex-end" gap={8}>
        <Button onClick={onDone}>{versionsTexts.keepEditing}</Button>
        <Button
          type="submit"
          variant={reachesProd ? 'prod' : 'filled'}
          leftSection={reachesProd ? <Glyph name="lock" size={14} /> : undefined}
          loading={publish.isPending}
          disabled={check.failed === null}
        >
          {versionsTexts.publishTo(name, deployTo, askFor)}
        </Button>
      </Group>
    </form>
  );
}

function nameOf({ environment }: ReturnType<typeof usePublishTargets>[number]): string {
  return environment.name;
}
