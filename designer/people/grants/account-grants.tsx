import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FailureNote } from '../../kit/error-note.tsx';
import type { Grant, PersonAccount } from '../../server/access-shapes.ts';
import { changeAccount } from '../../server/people-acts.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import classes from '../people.module.css';
import { GrantEditor } from './grant-editor.tsx';
import { Sentences } from './sentences.tsx';

/** What an account may do, as sentences; changed as a matrix. */
export function AccountGrants({ person, canChange }: { person: PersonAccount; canChange: boolean }) {
  const [draft, setDraft] = useState<readonly Grant[] | null>(null);
  const save = useMutation({
    mutationFn: (grants: readonly Grant[]) => changeAccount(person.id, { grants: [...grants] }),
    onSuccess: () => setDraft(null),
  });
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{texts.rolesOf(person.name)}</h3>
        {canChange && draft === null && (
          <Button size="xs" onClick={() => setDraft(person.grants)}>
            {texts.changeRoles}
          </Button>
        )}
      </div>
      {draft === null ? (
        <Sentences grants={person.grants} />
      ) : (
        <>
          <GrantEditor grants={person.grants} onChange={setDraft} />
          {save.isError && <FailureNote what={texts.rolesNotSaved} failure={save.error} />}
          <div className={classes.foot}>
            <Button variant="filled" loading={save.isPending} onClick={() => save.mutate(draft)}>
              {texts.saveRoles}
            </Button>
            <Button
              variant="subtle"
              onClick={() => {
                save.reset();
                setDraft(null);
              }}
            >
              {texts.cancel}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
