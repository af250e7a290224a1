import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import type { PersonAccount } from '../server/access-shapes.ts';
import { changeAccount } from '../server/people-acts.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import classes from './people.module.css';

/** Name, login and address; changed in place. */
export function AccountFields({ person, canChange }: { person: PersonAccount; canChange: boolean }) {
  const [isEditing, setEditing] = useState(false);
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{texts.account}</h3>
        {canChange && !isEditing && (
          <Button size="xs" onClick={() => setEditing(true)}>
            {texts.edit}
          </Button>
        )}
      </div>
      {isEditing ? (
        <Form person={person} onDone={() => setEditing(false)} />
      ) : (
        <dl className={classes.facts}>
          <dt>{texts.login}</dt>
          <dd className="mono">{person.login ?? '-'}</dd>
          {person.email !== null && (
            <>
              <dt>{texts.email}</dt>
              <dd>{person.email}</dd>
            </>
          )}
        </dl>
      )}
    </section>
  );
}

function Form({ person, onDone }: { person: PersonAccount; onDone: () => void }) {
  const [name, setName] = useState(person.name);
  const [login, setLogin] = useState(person.login ?? '');
  const [email, setEmail] = useState(person.email ?? '');
  const save = useMutation({
    mutationFn: () =>
      changeAccount(person.id, {
        name: name.trim(),
        ...(login.trim() !== '' && login.trim() !== person.login && { login: login.trim() }),
        email: email.trim() === '' ? null : email.trim(),
      }),
    onSuccess: onDone,
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {save.isError && <FailureNote what={texts.notSaved} failure={save.error} />}
      <TextInput label={texts.name} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.currentTarget.value)} />
      <TextInput
        label={texts.login}
        value={login}
        maxLength={120}
        spellCheck={false}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      {person.kind === 'person' && (
        <TextInput
          label={texts.email}
          type="email"
          value={email}
          maxLength={200}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      )}
      <div className={classes.foot}>
        <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={save.isPending}>
          {texts.save}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}
