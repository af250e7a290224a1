import { Button, Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../kit/error-note.tsx';
import { GrantEditor } from '../people/grants/grant-editor.tsx';
import classesOfPeople from '../people/people.module.css';
import type { ApiToken, Grant } from '../server/access-shapes.ts';
import { useRoles } from '../server/people-queries.ts';
import { makeToken } from '../server/token-acts.ts';
import { tokenTexts as texts } from '../texts/tokens.ts';
import { lookPermissions } from './look-permissions.ts';
import { SecretOnce } from './secret-once.tsx';
import classes from './tokens.module.css';

/** Whose token can be made here: `null` id is oneself. */
export type Owner = { readonly id: string | null; readonly name: string };
type Props = { owners: readonly Owner[]; onClose: () => void; onDone: (token: ApiToken) => void };

const spans = [7, 30, 90, 180, 365];

/** A token: what for, whose, how long and how much. Then its text, once. */
export function NewToken({ owners, onClose, onDone }: Props) {
  const [name, setName] = useState('');
  const [owner, setOwner] = useState(owners[0]?.id ?? null);
  const [days, setDays] = useState('90');
  const [isNarrow, setNarrow] = useState(false);
  const [isReadOnly, setReadOnly] = useState(false);
  const [grants, setGrants] = useState<readonly Grant[]>([]);
  const roles = useRoles();
  const make = useMutation({
    mutationFn: () =>
      makeToken({
        name: name.trim(),
        days: Number(days),
        ...(owner !== null && { owner }),
        ...(isNarrow && grants.length > 0 && { grants: [...grants] }),
        ...(isReadOnly && roles.data && { permissions: lookPermissions(roles.data) }),
      }),
  });
  if (make.data) return <Made made={make.data} onDone={() => onDone(make.data.about)} />;
  const ownerName = owners.find(({ id }) => id === owner)?.name ?? '';
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate();
      }}
    >
      {make.isError && <FailureNote what={texts.notMade} failure={make.error} />}
      <TextInput
        label={texts.nameLabel}
        placeholder={texts.nameHint}
        value={name}
        maxLength={80}
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {owners.length > 1 && (
        <Select
          label={texts.ownerLabel}
          data={owners.map(({ id, name: title }) => ({ value: id ?? '', label: title }))}
          value={owner ?? ''}
          onChange={(id) => setOwner(id === '' ? null : id)}
        />
      )}
      <Select
        label={texts.daysLabel}
        data={spans.map((span) => ({ value: String(span), label: texts.days(span) }))}
        value={days}
        onChange={(value) => setDays(value ?? '90')}
      />
      <Radio.Group
        label={texts.scope}
        description={texts.scopeText}
        value={isNarrow ? 'some' : 'all'}
        onChange={(value) => setNarrow(value === 'some')}
      >
        <div className={classes.radios}>
          <Radio value="all" label={owner === null ? texts.scopeAll : texts.sameAsOwner(ownerName)} />
          <Radio value="some" label={texts.scopeSome} />
        </div>
      </Radio.Group>
      {isNarrow && <GrantEditor grants={[]} onChange={setGrants} />}
      <Checkbox label={texts.readOnly} checked={isReadOnly} onChange={(event) => setReadOnly(event.currentTarget.checked)} />
      <div className={classesOfPeople.foot}>
        <Button
          type="submit"
          variant="filled"
          disabled={name.trim() === '' || (isNarrow && grants.length === 0) || (isReadOnly && !roles.data)}
          loading={make.isPending}
        >
          {texts.make}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {texts.cancel}
        </Button>
      </div>
    </form>
  );
}

function Made({ made, onDone }: { made: { token: string; about: ApiToken }; onDone: () => void }) {
  return (
    <div className={classes.form}>
      <p className={classes.hint}>{texts.madeText}</p>
      <SecretOnce secret={made.token} copyTitle={texts.copyToken} />
      <p className={classes.hint}>{texts.tryIt}</p>
      <pre
        className={classes.call}
      >{`curl ${window.location.origin}/api/flows \\\n  -H 'Authorization: Bearer ${made.about.start}...'`}</pre>
      <div className={classesOfPeople.foot}>
        <Button onClick={onDone}>{texts.done}</Button>
      </div>
    </div>
  );
}
