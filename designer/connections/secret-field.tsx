import { Button, Input, PasswordInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useId } from 'react';
import { formatTime } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useNow } from '../kit/use-now.ts';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import type { AuthField } from './auth-fields.ts';
import { type SecretInput, unwrittenSecret } from './connection-form.ts';
import classes from './connections.module.css';
import { daysIn, expiryWords } from './expiry.ts';

const texts = connectionsTexts.form;
type Stored = Connection['auth']['secrets'][string];

type Props = {
  field: AuthField;
  input: SecretInput;
  /** What is known of the stored one; undefined: there is none. */
  stored: Stored | undefined;
  error: string | undefined;
  onChange: (input: SecretInput) => void;
};

/** A secret: when it was set and by whom, or the field that replaces it. What was written once never comes back. */
export function SecretField({ field, input, stored, error, onChange }: Props) {
  const title = field.isRequired ? field.title : texts.optional(field.title);
  const isStored = stored?.isSet === true;
  const errorId = useId();
  if (input.mode === 'keep' && isStored)
    return (
      <div>
        <span className={classes.label}>{title}</span>
        <div className={classes.secret}>
          <Glyph name={stored.from === null ? 'key' : 'external-link'} size={14} />
          <StoredWords stored={stored} />
          <Button
            size="xs"
            aria-label={texts.replaceWhat(field.title)}
            aria-invalid={error !== undefined || undefined}
            aria-describedby={error === undefined ? undefined : errorId}
            onClick={() => onChange({ ...unwrittenSecret, until: '' })}
          >
            {texts.replace}
          </Button>
        </div>
        {error !== undefined && (
          <Input.Error id={errorId} role="status">
            {error}
          </Input.Error>
        )}
        <Until field={field} input={input} onChange={onChange} />
      </div>
    );
  return (
    <div className={classes.secretForm}>
      <div className={classes.secretHead}>
        <span className={classes.secretTitle}>{title}</span>
        <SegmentedControl
          size="xs"
          aria-label={texts.howGiven(field.title)}
          value={input.mode === 'place' ? 'place' : 'value'}
          onChange={(mode) => onChange({ ...input, mode: mode === 'place' ? 'place' : 'value' })}
          data={[
            { value: 'value', label: texts.typeIt },
            { value: 'place', label: texts.readIt },
          ]}
        />
        {isStored && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => onChange({ mode: 'keep', value: '', place: stored.from ?? '', until: stored.expiresAt?.slice(0, 10) ?? '' })}
          >
            {texts.keep}
          </Button>
        )}
      </div>
      {input.mode === 'place' ? (
        <TextInput
          aria-label={texts.place(field.title)}
          description={texts.placeHelp}
          placeholder="env:ERP_SECRET"
          classNames={{ input: 'mono' }}
          value={input.place}
          spellCheck={false}
          error={error}
          onChange={(event) => onChange({ ...input, place: event.currentTarget.value })}
        />
      ) : field.hasLines ? (
        <Textarea
          aria-label={field.title}
          description={`${field.help} ${texts.keptEncrypted}`}
          classNames={{ input: 'mono' }}
          placeholder="-----BEGIN PRIVATE KEY-----"
          rows={4}
          value={input.value}
          spellCheck={false}
          autoComplete="off"
          error={error}
          onChange={(event) => onChange({ ...input, value: event.currentTarget.value })}
        />
      ) : (
        <PasswordInput
          aria-label={field.title}
          description={`${field.help} ${texts.keptEncrypted}`}
          value={input.value}
          autoComplete="new-password"
          error={error}
          onChange={(event) => onChange({ ...input, value: event.currentTarget.value })}
        />
      )}
      <Until field={field} input={input} onChange={onChange} />
    </div>
  );
}

function StoredWords({ stored }: { stored: Stored }) {
  const now = useNow();
  if (stored.from !== null) return <span className="ellipsis">{texts.readFrom(stored.from)}</span>;
  const words =
    stored.setAt === null || stored.setBy === null ? texts.isSetBefore : texts.isSet(formatTime(stored.setAt, now), stored.setBy);
  return (
    <span className="ellipsis" title={words}>
      {words}
    </span>
  );
}

function Until({ field, input, onChange }: Pick<Props, 'field' | 'input' | 'onChange'>) {
  const now = useNow();
  const left = input.until === '' ? null : Date.parse(`${input.until}T23:59:59Z`) - now;
  const days = left === null ? null : daysIn(left);
  return (
    <div className={classes.until}>
      <span className={classes.untilLabel}>{texts.until}</span>
      <TextInput
        size="xs"
        type="date"
        aria-label={texts.untilOf(field.title)}
        title={texts.untilHelp}
        value={input.until}
        onChange={(event) => onChange({ ...input, until: event.currentTarget.value })}
      />
      {days !== null && days <= 30 && (
        <span className={classes.untilWords} data-late={days < 0 || undefined}>
          <Glyph name="alert-triangle" size={12} />
          {expiryWords({ days, isOver: days < 0 })}
        </span>
      )}
    </div>
  );
}
