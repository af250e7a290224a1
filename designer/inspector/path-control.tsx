import { TextInput } from '@mantine/core';
import { useId } from 'react';
import { CopyButton } from '../kit/copy-button.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { FieldFrame } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useForm } from './form-context.tsx';

/** The path that messages come to, with the whole address to give to the sender. */
export function PathControl({ field, path, value }: ControlProps) {
  const { env } = useEditor();
  const form = useForm();
  const id = useId();
  const given = value ?? field.default;
  const below = typeof given === 'string' ? given : '';
  const address = `${location.origin}/in/${env}/${below}`;
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      side={env}
      below={
        below !== '' && (
          <p className={classes.facts}>
            <span className={`${classes.address} mono`} title={address}>
              {address.replace(/^https?:\/\//, '')}
            </span>
            <CopyButton text={address} label={texts.path.copy} />
          </p>
        )
      }
    >
      <TextInput
        id={id}
        classNames={{ input: classes.mono ?? '' }}
        spellCheck={false}
        value={below}
        placeholder={field.placeholder}
        onChange={(event) => form.change(path, event.currentTarget.value)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
