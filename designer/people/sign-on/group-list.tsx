import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { Glyph } from '../../kit/glyph.tsx';
import { peopleTexts as texts } from '../../texts/people.ts';
import { GrantEditor } from '../grants/grant-editor.tsx';
import { Sentences } from '../grants/sentences.tsx';
import classes from '../people.module.css';
import type { ProviderForm } from './provider-form.ts';

type Groups = ProviderForm['groups'];

/** The groups of the provider with what each may do; one at a time is edited. */
export function GroupList({ groups, onChange }: { groups: Groups; onChange: (groups: Groups) => void }) {
  const [open, setOpen] = useState<number | null>(null);
  const change = (at: number, part: Partial<Groups[number]>) =>
    onChange(groups.map((group, place) => (place === at ? { ...group, ...part } : group)));
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h3 className={classes.sectionTitle}>{texts.groups}</h3>
        <Button
          size="xs"
          onClick={() => {
            onChange([...groups, { group: '', grants: [] }]);
            setOpen(groups.length);
          }}
        >
          {texts.addGroup}
        </Button>
      </div>
      <p className={classes.hint}>{groups.length === 0 ? texts.noGroups : texts.groupsText}</p>
      {groups.length > 0 && (
        <ul className={classes.rows}>
          {groups.map(({ group, grants }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a group has no other identity while its name is being written
            <li key={at}>
              <div className={classes.rowText}>
                {open === at ? (
                  <div className={classes.form}>
                    <TextInput
                      label={texts.group}
                      placeholder={texts.groupHint}
                      value={group}
                      maxLength={200}
                      autoFocus
                      onChange={(event) => change(at, { group: event.currentTarget.value })}
                    />
                    <GrantEditor grants={grants} onChange={(next) => change(at, { grants: next })} />
                    <div className={classes.foot}>
                      <Button size="xs" onClick={() => setOpen(null)}>
                        {texts.done}
                      </Button>
                    </div>
                  </div>
                ) : (
                  <>
                    <span className={classes.name}>{group}</span>
                    <Sentences grants={grants} />
                  </>
                )}
              </div>
              {open !== at && (
                <>
                  <Button size="xs" onClick={() => setOpen(at)}>
                    {texts.edit}
                  </Button>
                  <Tooltip label={texts.removeGroup(group)}>
                    <ActionIcon
                      size="xs"
                      aria-label={texts.removeGroup(group)}
                      onClick={() => {
                        setOpen(null);
                        onChange(groups.filter((_, place) => place !== at));
                      }}
                    >
                      <Glyph name="trash" size={14} />
                    </ActionIcon>
                  </Tooltip>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
