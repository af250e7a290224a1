import { ActionIcon, Button, PasswordInput, Select, TextInput, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { client, reply } from '../server/client.ts';
import { useFlows } from '../server/queries.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Connection, Environment } from '../server/shapes.ts';
import { connectionsTexts as texts } from '../texts/connections.ts';
import {
  type AuthKind,
  authKinds,
  blankConnection,
  bodyOf,
  type ConnectionForm,
  errorsFromServer,
  errorsOf,
  formOf,
} from './connection-form.ts';
import classes from './connections.module.css';
import { PolicyFields } from './policy-fields.tsx';
import { TrafficPanel } from './traffic-panel.tsx';

type Props = {
  environment: Environment;
  /** null: a new one. */
  connection: Connection | null;
  known: readonly string[];
  /** What is known of a new one already. */
  start?: Partial<ConnectionForm>;
  onClose: () => void;
  onSaved: (name: string) => void;
};

/** One connection: address, authentication with a secret that can be set but never read, and limits. */
export function ConnectionEditor({ environment, connection, known, start, onClose, onSaved }: Props) {
  const [form, setForm] = useState<ConnectionForm>(connection ? formOf(connection) : { ...blankConnection, ...start });
  const [isChecked, setChecked] = useState(false);
  const [isReplacing, setReplacing] = useState(connection === null || !connection.auth.hasSecret);
  const isProd = environment.class === 'prod';
  const save = useMutation({
    mutationFn: () =>
      reply(
        client.PUT('/api/connections/{env}/{name}', { params: { path: { env: environment.name, name: form.name } }, body: bodyOf(form) }),
      ),
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.connections(environment.name) });
      setForm(formOf(saved));
      setReplacing(!saved.auth.hasSecret);
      setChecked(false);
      onSaved(saved.name);
    },
  });
  const own = errorsOf(form, connection === null ? known : null);
  const refused = save.error instanceof ApiFailure ? errorsFromServer(save.error.details) : {};
  const errors = { ...refused, ...(isChecked ? own : {}) };
  const set = (change: Partial<ConnectionForm>) => setForm({ ...form, ...change });
  const secretName = authKinds.find((kind) => kind.value === form.kind)?.secret ?? '';
  const isKindChanged = connection !== null && form.kind !== connection.auth.kind;
  const isDirty = JSON.stringify(form) !== JSON.stringify(connection ? formOf(connection) : blankConnection);

  return (
    <aside className={classes.panel} aria-label={connection?.name ?? texts.newConnection}>
      <header className={classes.panelHead}>
        <h2 className={classes.panelTitle}>{connection?.name ?? 'New connection'}</h2>
        <Tooltip label={texts.closeEsc}>
          <ActionIcon onClick={onClose} aria-label={texts.closeTheConnection}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </header>
      {connection && <TrafficPanel connection={connection} environment={environment} />}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (Object.keys(own).length === 0) save.mutate();
        }}
        noValidate
      >
        {connection === null && (
          <TextInput
            label={texts.name}
            description={texts.stepsReferToItBy}
            placeholder="erp-main"
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            error={errors.name}
            data-autofocus
            autoFocus
          />
        )}
        <TextInput
          label={texts.system}
          description={texts.whichStepsMayUseIt}
          value={form.system}
          onChange={(event) => set({ system: event.currentTarget.value })}
          error={errors.system}
        />
        <TextInput
          label={texts.address}
          placeholder="https://erp.example.com/api"
          value={form.address}
          onChange={(event) => set({ address: event.currentTarget.value })}
          error={errors.address}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
        <Select
          label={texts.authentication}
          value={form.kind}
          onChange={(kind) => set({ kind: (kind ?? 'none') as AuthKind })}
          data={authKinds.map(({ value, label }) => ({ value, label }))}
        />
        {form.kind === 'basic' && (
          <TextInput
            label={texts.user}
            value={form.user}
            onChange={(event) => set({ user: event.currentTarget.value })}
            error={errors.user}
            autoComplete="off"
          />
        )}
        {form.kind === 'header' && (
          <TextInput
            label={texts.header}
            value={form.header}
            onChange={(event) => set({ header: event.currentTarget.value })}
            error={errors.header}
            classNames={{ input: 'mono' }}
          />
        )}
        {form.kind !== 'none' &&
          (isReplacing || isKindChanged ? (
            <PasswordInput
              label={secretName}
              description={texts.keptEncryptedItCanBe}
              value={form.secret}
              onChange={(event) => set({ secret: event.currentTarget.value })}
              error={errors.secret}
              autoComplete="new-password"
            />
          ) : (
            <div>
              <span className={classes.label}>{secretName}</span>
              <div className={classes.secret}>
                <Glyph name="key" size={14} />
                <span>
                  {texts.setChanged} <RelativeTime at={connection?.updatedAt ?? ''} />
                </span>
                <Button size="xs" onClick={() => setReplacing(true)}>
                  {texts.replace}
                </Button>
              </div>
            </div>
          ))}
        <PolicyFields form={form} errors={errors} set={set} />
        {connection && <UsedBy connection={connection} environment={environment} />}
        {save.isError && Object.keys(refused).length === 0 && (
          <FailureNote what={texts.theConnectionWasNotSaved} failure={save.error} kept={texts.whatWasTypedIsKept} />
        )}
        <footer className={classes.foot}>
          <span className={classes.saved} role="status">
            {save.isSuccess && !isDirty && 'Saved'}
          </span>
          <Button
            type="submit"
            variant={isProd ? 'prod' : 'filled'}
            loading={save.isPending}
            disabled={!isDirty}
            leftSection={isProd && <Glyph name="lock" size={14} />}
          >
            {connection === null ? texts.createConnection : texts.saveConnection}
            {isProd && ` in ${environment.name}`}
          </Button>
        </footer>
      </form>
    </aside>
  );
}

function UsedBy({ connection, environment }: { connection: Connection; environment: Environment }) {
  const flows = useFlows(environment.name).data ?? [];
  if (connection.usedBy.length === 0) return <p className={classes.hint}>{texts.noFlowUsesItYet}</p>;
  return (
    <div>
      <span className={classes.label}>{environment.class === 'prod' ? texts.aChangeTouches : texts.usedBy}</span>
      <ul className={classes.flows}>
        {connection.usedBy.map((id) => (
          <li key={id}>
            <Link href={`/flows/${id}`}>{flows.find((flow) => flow.id === id)?.name ?? id}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
