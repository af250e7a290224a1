import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import type { Grant, PersonAccount, SignInLink } from '../server/access-shapes.ts';
import { ApiFailure } from '../server/api-failure.ts';
import { addAccount } from '../server/people-acts.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { GrantEditor } from './grants/grant-editor.tsx';
import { LinkOnce } from './link-once.tsx';
import classes from './people.module.css';
import { SidePanel } from './side-panel.tsx';

type Props = { kind: PersonAccount['kind']; onClose: () => void; onMade: (id: string) => void };

/** Invites somebody, or makes an account for a program: who it is, and what they may do. */
export function NewAccount({ kind, onClose, onMade }: Props) {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [email, setEmail] = useState('');
  const [grants, setGrants] = useState<readonly Grant[]>([]);
  const [made, setMade] = useState<{ person: PersonAccount; link: SignInLink } | null>(null);
  const isService = kind === 'service';
  const add = useMutation({
    mutationFn: () =>
      addAccount({ kind, name: name.trim(), login: login.trim(), email: email.trim() === '' ? null : email.trim(), grants: [...grants] }),
    onSuccess: ({ person, link }) => (link === null ? onMade(person.id) : setMade({ person, link })),
  });
  if (made) {
    return (
      <SidePanel title={texts.linkReady(made.person.name)} onClose={onClose}>
        <LinkOnce link={made.link} onDone={() => onMade(made.person.id)} />
      </SidePanel>
    );
  }
  const loginFault = faultAt(add.error, 'login');
  return (
    <SidePanel title={isService ? texts.addService : texts.invite} onClose={onClose}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <p className={classes.hint}>{isService ? texts.serviceText : texts.inviteText}</p>
        {add.isError && loginFault === undefined && <FailureNote what={texts.notInvited} failure={add.error} />}
        <TextInput
          label={texts.name}
          placeholder={texts.nameHint}
          value={name}
          maxLength={80}
          autoFocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={texts.login}
          placeholder={isService ? texts.serviceHint : texts.loginHint}
          value={login}
          maxLength={120}
          spellCheck={false}
          autoCapitalize="none"
          error={loginFault}
          onChange={(event) => {
            setLogin(event.currentTarget.value);
            if (add.isError) add.reset();
          }}
        />
        {!isService && (
          <TextInput
            label={texts.email}
            placeholder={texts.emailHint}
            type="email"
            value={email}
            maxLength={200}
            error={faultAt(add.error, 'email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
        <GrantEditor grants={grants} onChange={setGrants} />
        <div className={classes.foot}>
          <Button type="submit" variant="filled" disabled={name.trim() === '' || login.trim() === ''} loading={add.isPending}>
            {isService ? texts.addServiceAct : texts.inviteAct}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {texts.cancel}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}

/** What the server says about one field, to stand under it. */
function faultAt(failure: Error | null, field: string): string | undefined {
  if (!(failure instanceof ApiFailure)) return undefined;
  if (failure.code === 'LOGIN_TAKEN') return field === 'login' ? failure.message : undefined;
  return failure.details.find(({ path }) => path === field || path.endsWith(`.${field}`))?.message;
}
