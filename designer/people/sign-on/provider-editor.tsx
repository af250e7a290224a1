import { Button, PasswordInput, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { KeyText } from '../../kit/key-text.tsx';
import { Note } from '../../kit/note.tsx';
import type { SsoProvider } from '../../server/access-shapes.ts';
import { removeProvider, saveProvider } from '../../server/sso-acts.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import classes from '../people.module.css';
import { SureDialog } from '../sure-dialog.tsx';
import { GroupList } from './group-list.tsx';
import { changeOf, formOf, idFrom, isComplete, type ProviderForm } from './provider-form.ts';
import { TryProvider } from './try-provider.tsx';

type Props = { provider: SsoProvider | null; onSaved: (id: string) => void; onRemoved: () => void };

/** A provider of single sign-on: where it is, how Crossdock is known there, and what its groups may do. */
export function ProviderEditor({ provider, onSaved, onRemoved }: Props) {
  const [form, setForm] = useState<ProviderForm>(() => formOf(provider));
  const [isRemoving, setRemoving] = useState(false);
  const isNew = provider === null;
  const isFixed = provider?.from === 'environment';
  const set = (change: Partial<ProviderForm>) => setForm((now) => ({ ...now, ...change }));
  const save = useMutation({
    mutationFn: () => saveProvider(form.id, changeOf(form, isNew)),
    onSuccess: () => {
      set({ clientSecret: '' });
      onSaved(form.id);
    },
  });
  const field = (name: 'issuer' | 'clientId' | 'scopes' | 'groupsClaim', label: string, description?: string) => (
    <TextInput
      label={label}
      {...(description !== undefined && { description })}
      value={form[name]}
      readOnly={isFixed}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      onChange={(event) => set({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {isFixed && (
        <Note family="info" icon="lock">
          {texts.fromEnvironment}
        </Note>
      )}
      <TextInput
        label={texts.providerTitle}
        description={texts.providerTitleHint}
        value={form.title}
        maxLength={60}
        readOnly={isFixed}
        autoFocus={isNew}
        onChange={(event) => {
          const title = event.currentTarget.value;
          set({ title, ...(isNew && form.id === idFrom(form.title) && { id: idFrom(title) }) });
        }}
      />
      {isNew && (
        <TextInput
          label={texts.providerId}
          description={texts.providerIdHint}
          value={form.id}
          maxLength={30}
          spellCheck={false}
          classNames={{ input: 'mono' }}
          onChange={(event) => set({ id: event.currentTarget.value })}
        />
      )}
      {field('issuer', texts.issuer, texts.issuerHint)}
      {field('clientId', texts.clientId)}
      {!isFixed && (
        <PasswordInput
          label={texts.clientSecret}
          placeholder={provider?.hasSecret ? texts.secretSet : texts.secretNew}
          value={form.clientSecret}
          autoComplete="off"
          onChange={(event) => set({ clientSecret: event.currentTarget.value })}
        />
      )}
      <Switch
        label={texts.privateNetwork}
        description={texts.privateNetworkHint}
        checked={form.network === 'private'}
        disabled={isFixed}
        onChange={(event) => set({ network: event.currentTarget.checked ? 'private' : 'public' })}
      />
      {field('scopes', texts.scopes)}
      {field('groupsClaim', texts.groupsClaim)}
      <div>
        <p className={classes.hint}>{texts.callback}</p>
        <KeyText isCopyable>{provider?.callback ?? `${window.location.origin}/api/sso/callback`}</KeyText>
      </div>
      <GroupList groups={form.groups} onChange={(groups) => set({ groups })} />
      <Switch
        label={texts.isEnabled}
        checked={form.isEnabled}
        disabled={isFixed}
        onChange={(event) => set({ isEnabled: event.currentTarget.checked })}
      />
      {save.isError && <FailureNote what={texts.providerNotSaved} failure={save.error} />}
      <div className={classes.foot}>
        <Button type="submit" variant="filled" disabled={!isComplete(form)} loading={save.isPending}>
          {texts.saveProvider}
        </Button>
        {provider && !isFixed && (
          <Button leftSection={<Glyph name="trash" size={14} />} onClick={() => setRemoving(true)}>
            {texts.removeProvider}
          </Button>
        )}
      </div>
      {provider && <TryProvider id={provider.id} />}
      {provider && (
        <SureDialog
          title={texts.removeProviderTitle(provider.title)}
          text={texts.removeProviderText}
          act={texts.removeProvider}
          failed={texts.providerNotRemoved}
          isOpen={isRemoving}
          onClose={() => setRemoving(false)}
          run={async () => {
            await removeProvider(provider.id);
            onRemoved();
          }}
        />
      )}
    </form>
  );
}
