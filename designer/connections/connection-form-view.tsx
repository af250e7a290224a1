import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { Note } from '../kit/note.tsx';
import { Skeleton } from '../kit/skeleton.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { client, reply } from '../server/client.ts';
import { refreshConnections, useConnectionKinds } from '../server/connection-queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import { bodyOf, elsewhereErrors, errorsFromServer, errorsOf } from './connection-form.ts';
import classes from './connections.module.css';
import { CredentialFields } from './credential-fields.tsx';
import { FormGroup } from './form-group.tsx';
import { isInnerAddress } from './inner-address.ts';
import { MaintenanceFields } from './maintenance-fields.tsx';
import { OvertakenNote } from './overtaken-note.tsx';
import { PolicyFields } from './policy-fields.tsx';
import { SaveBar } from './save-bar.tsx';
import type { ConnectionEditing } from './use-connection-draft.ts';

type Props = {
  environment: Environment;
  /** As it is saved now; null: a new one. */
  connection: Connection | null;
  editing: ConnectionEditing;
  known: readonly string[];
  /** Shown, but not to be changed. */
  isReadOnly?: boolean;
  onSaved: (name: string) => void;
};

/** All that can be set of a connection, and the bar that saves it. */
export function ConnectionFormView({ environment, connection, editing, known, isReadOnly = false, onSaved }: Props) {
  const { form, opened, set } = editing;
  const kinds = useConnectionKinds();
  const [isChecked, setChecked] = useState(false);
  const kind = kinds.data?.find((one) => one.kind === form.kind);
  const isNew = connection === null;
  const save = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/connections/{env}/{name}', {
          params: { path: { env: environment.name, name: form.name } },
          body: { ...bodyOf(form, kind, opened), ...(opened && { updatedAt: opened.updatedAt }) },
        }),
      ),
    onSuccess(saved) {
      const key = queryKeys.connections(environment.name);
      queryClient.setQueryData<Connection[]>(key, (before = []) =>
        [...before.filter(({ name }) => name !== saved.name), saved].toSorted(byName),
      );
      refreshConnections(environment.name);
      editing.discard();
      setChecked(false);
      onSaved(saved.name);
    },
    onError: () => refreshConnections(environment.name),
  });
  const own = errorsOf(form, { known: isNew ? known : null, kind, opened });
  const refused = save.error instanceof ApiFailure ? errorsFromServer(save.error.details) : {};
  const errors = { ...refused, ...(isChecked ? own : elsewhereErrors(form, kind, opened)) };
  const isStale = save.error instanceof ApiFailure && save.error.code === 'STALE_CONNECTION';
  return (
    <form
      className={classes.form}
      aria-label={isNew ? texts.newConnection : form.name}
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(true);
        if (Object.keys(own).length === 0) save.mutate();
        else focusFirstError(event.currentTarget);
      }}
      noValidate
    >
      {/* Who can reach no field has to scroll the form itself. */}
      <section className={classes.fields} aria-label={texts.settings} tabIndex={isReadOnly ? 0 : undefined}>
        <fieldset disabled={isReadOnly} style={{ display: 'contents' }}>
          {(editing.isOvertaken || isStale) && <OvertakenNote connection={connection} editing={editing} onTaken={() => save.reset()} />}
          <FormGroup title={texts.form.address}>
            {isNew && (
              <TextInput
                label={texts.name}
                description={texts.stepsReferToItBy}
                placeholder="erp-main"
                value={form.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
                error={errors.name}
                data-autofocus
                autoFocus
                spellCheck={false}
              />
            )}
            <div className={classes.addressLine}>
              <TextInput
                label={texts.form.system}
                title={texts.whichStepsMayUseIt}
                value={form.system}
                onChange={(event) => set({ system: event.currentTarget.value })}
                error={errors.system}
                spellCheck={false}
              />
              <TextInput
                label={texts.address}
                placeholder={texts.form.addressOf(kind?.schemes ?? ['https'])}
                value={form.address}
                onChange={(event) => set({ address: event.currentTarget.value })}
                error={errors.address}
                classNames={{ input: 'mono' }}
                spellCheck={false}
              />
            </div>
            <p className={classes.hint}>{texts.whichStepsMayUseIt}</p>
            {form.network === 'public' && isInnerAddress(form.address) && (
              <Note
                family="warn"
                icon="alert-triangle"
                action={
                  <Button size="xs" onClick={() => set({ network: 'private' })}>
                    {texts.form.allowInner}
                  </Button>
                }
              >
                {texts.form.innerAddress}
              </Note>
            )}
          </FormGroup>
          {kinds.isPending && <Skeleton rows={3} rowHeight={44} what={texts.form.credentials} />}
          {kinds.isError && <FailureNote what={texts.form.kindsFailed} failure={kinds.error} onRetry={() => void kinds.refetch()} />}
          {kinds.data && <CredentialFields form={form} kinds={kinds.data} opened={opened} errors={errors} set={set} />}
          <PolicyFields form={form} errors={errors} set={set} />
          <MaintenanceFields form={form} errors={errors} set={set} />
          {save.isError && Object.keys(refused).length === 0 && !isStale && (
            <FailureNote what={texts.theConnectionWasNotSaved} failure={save.error} kept={texts.whatWasTypedIsKept} />
          )}
        </fieldset>
      </section>
      {!isReadOnly && (
        <SaveBar
          environment={environment}
          isNew={isNew}
          changes={editing.changes}
          usedBy={connection?.usedBy ?? []}
          isSaving={save.isPending}
          isSaved={save.isSuccess && editing.changes === 0}
          isBlocked={kinds.data === undefined}
          onDiscard={() => {
            editing.discard();
            setChecked(false);
            save.reset();
          }}
        />
      )}
    </form>
  );
}

const byName = (a: Connection, b: Connection) => (a.name < b.name ? -1 : 1);

/** Once the errors are drawn, the first of them is brought into view. */
function focusFirstError(form: HTMLFormElement): void {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
