import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { EnvChip } from '../kit/env-chip.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { Note } from '../kit/note.tsx';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { EnvironmentDetail, PromotionPolicy } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import { AboutFields } from './about-fields.tsx';
import { isName, isSame, newSettings, settingsOf, wrongFields } from './environment-form.ts';
import { environmentCalls, loadEnvironmentsAgain, policyQuery } from './environment-queries.ts';
import classes from './environments.module.css';
import { LimitFields } from './limit-fields.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { policyIsSound } from './policy-form.ts';
import { RemoveDialog } from './remove-dialog.tsx';
import { Workers } from './workers.tsx';

type Props = {
  /** null: a new one. */
  readonly environment: EnvironmentDetail | null;
  readonly names: readonly string[];
  readonly mayEdit: boolean;
  readonly wasSaved: boolean;
  readonly onSaved: (name: string) => void;
};

/** One environment as a form; what was changed is saved with one button that names it. */
export function EnvironmentPane({ environment, names, mayEdit, wasSaved, onSaved }: Props) {
  const [, go] = useLocation();
  const before = environment ? settingsOf(environment) : newSettings;
  const [edited, setEdited] = useState<typeof before | null>(null);
  const [name, setName] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const maySeePolicy = useMay()('promotions.read', environment?.name);
  const policy = useQuery(policyQuery(maySeePolicy ? (environment?.name ?? null) : null));
  const [editedPolicy, setEditedPolicy] = useState<PromotionPolicy | null>(null);
  const settings = edited ?? before;
  const wrong = wrongFields(settings);
  const isNameWrong = environment === null && (!isName(name) || names.includes(name));
  const isChanged = environment === null || (edited !== null && !isSame(edited, before));
  const isPolicyChanged = editedPolicy !== null && !isSame(editedPolicy, policy.data);
  const to = environment?.name ?? name;
  const save = useMutation({
    mutationFn: async () => {
      if (isChanged) await environmentCalls.put(to, { ...settings, title: settings.title.trim() });
      if (isPolicyChanged && editedPolicy) {
        await environmentCalls.putPolicy(to, editedPolicy);
        queryClient.setQueryData(queryKeys.promotionPolicy(to), editedPolicy);
      }
    },
    onSuccess: async () => {
      await loadEnvironmentsAgain();
      setEdited(null);
      setEditedPolicy(null);
      onSaved(to);
      if (environment === null) go(`/environments/${to}`);
    },
  });
  const isDirty = isChanged || isPolicyChanged;
  const shownPolicy = editedPolicy ?? policy.data;
  const isSound = wrong.size === 0 && !isNameWrong && (editedPolicy === null || policyIsSound(editedPolicy));
  return (
    <>
      <form
        className={classes.pane}
        aria-label={environment?.name ?? texts.newTitle}
        onSubmit={(event) => {
          event.preventDefault();
          setWasTried(true);
          if (isSound) save.mutate();
        }}
      >
        <header className={classes.paneHead}>
          {environment ? <EnvChip name={environment.name} kind={settings.class} /> : null}
          <h2 className={classes.paneTitle}>{environment ? environment.title : texts.newTitle}</h2>
          {environment && mayEdit && (
            <Button size="xs" variant="subtle" className={classes.remove ?? ''} onClick={() => setRemoving(true)}>
              {texts.remove}
            </Button>
          )}
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
        <section className={classes.scroll} aria-label={texts.about} tabIndex={0}>
          <fieldset className={classes.fields} disabled={!mayEdit}>
            {environment?.warnings.map((warning) => (
              <Note key={warning} family="warn" icon="alert-triangle">
                {warning}
              </Note>
            ))}
            <AboutFields
              environment={environment}
              settings={settings}
              onChange={(change) => setEdited({ ...settings, ...change })}
              name={name}
              onName={setName}
              nameError={wasTried && isNameWrong ? (names.includes(name) ? texts.nameTaken : texts.nameRule) : null}
              titleError={wasTried && wrong.has('title') ? texts.titleMissing : null}
            />
            <LimitFields settings={settings} wrong={wrong} onChange={(change) => setEdited({ ...settings, ...change })} />
            {environment && <Workers workers={environment.workers} />}
            {environment && policy.isError && (
              <FailureNote what={texts.policyFailed} failure={policy.error} onRetry={() => void policy.refetch()} />
            )}
            {environment && shownPolicy && (
              <PolicyFields policy={shownPolicy} onChange={(change) => setEditedPolicy({ ...shownPolicy, ...change })} />
            )}
          </fieldset>
        </section>
        {mayEdit && (
          <footer className={classes.foot}>
            {save.isError && <FailureNote what={texts.saveFailed(to)} failure={save.error} />}
            <div className={classes.footLine}>
              <span className={classes.hint}>{isDirty && environment ? texts.changed : wasSaved ? texts.saved : ''}</span>
              {environment && (
                <Button
                  disabled={!isDirty}
                  onClick={() => {
                    setEdited(null);
                    setEditedPolicy(null);
                  }}
                >
                  {texts.discard}
                </Button>
              )}
              <Button
                type="submit"
                variant={settings.class === 'prod' ? 'prod' : 'filled'}
                leftSection={settings.class === 'prod' ? <Glyph name="lock" size={14} /> : undefined}
                loading={save.isPending}
                disabled={!isDirty}
              >
                {environment ? texts.save(environment.name) : texts.create(isName(name) ? name : '')}
              </Button>
            </div>
          </footer>
        )}
      </form>
      {environment && isRemoving && <RemoveDialog environment={environment} onClose={() => setRemoving(false)} />}
    </>
  );
}
