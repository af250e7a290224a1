import { Radio, TextInput } from '@mantine/core';
import { CopyButton } from '../kit/copy-button.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import type { EnvironmentClass, EnvironmentDetail } from '../server/shapes.ts';
import { environmentsTexts as texts } from '../texts/environments.ts';
import type { EnvironmentSettings } from './environment-queries.ts';
import classes from './environments.module.css';

type Props = {
  readonly environment: EnvironmentDetail | null;
  readonly settings: EnvironmentSettings;
  readonly onChange: (change: Partial<EnvironmentSettings>) => void;
  /** Of a new one. */
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly nameError: string | null;
  readonly titleError: string | null;
};

const kinds: readonly EnvironmentClass[] = ['dev', 'test', 'prod'];

/** What it is called, how it is drawn, and where its flows are called. */
export function AboutFields({ environment, settings, onChange, name, onName, nameError, titleError }: Props) {
  const shownName = environment?.name ?? name;
  const address = `${location.origin}${environment?.intake ?? `/in/${name}`}`;
  return (
    <>
      <section className={classes.section}>
        <h3 className={classes.sectionTitle}>{texts.about}</h3>
        <div className={classes.two}>
          {environment === null && (
            <TextInput
              label={texts.name}
              description={texts.nameHint}
              value={name}
              maxLength={29}
              error={nameError}
              data-autofocus
              onChange={(event) => onName(event.currentTarget.value.toLowerCase())}
            />
          )}
          <TextInput
            label={texts.titleLabel}
            description={texts.titleHint}
            value={settings.title}
            maxLength={40}
            error={titleError}
            onChange={(event) => onChange({ title: event.currentTarget.value })}
          />
        </div>
        <Radio.Group
          label={texts.class}
          description={texts.classHint}
          value={settings.class}
          onChange={(value) => onChange({ class: value as EnvironmentClass })}
        >
          <div className={classes.kinds}>
            {kinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                aria-label={`${kind}: ${texts.classes[kind]}`}
                label={
                  <span className={classes.kind}>
                    <EnvChip name={shownName === '' ? kind : shownName} kind={kind} size="sm" />
                    {texts.classes[kind]}
                  </span>
                }
              />
            ))}
          </div>
        </Radio.Group>
      </section>
      {environment && (
        <section className={classes.section}>
          <h3 className={classes.sectionTitle}>{texts.intake}</h3>
          <div className={classes.address}>
            <code>{address}</code>
            <CopyButton text={address} label={texts.copyIntake} />
          </div>
          <p className={classes.hint}>{texts.intakeHint}</p>
        </section>
      )}
    </>
  );
}
