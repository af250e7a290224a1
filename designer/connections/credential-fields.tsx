import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { Connection } from '../server/shapes.ts';
import { connectionsTexts } from '../texts/connections.ts';
import { type AuthField, authFields, type CredentialKind } from './auth-fields.ts';
import { type AuthKind, type ConnectionForm, type FormErrors, fieldText, unwrittenSecret } from './connection-form.ts';
import classes from './connections.module.css';
import { FormGroup } from './form-group.tsx';
import { SecretField } from './secret-field.tsx';

const texts = connectionsTexts.form;

type Props = {
  form: ConnectionForm;
  kinds: readonly CredentialKind[];
  opened: Connection | null;
  errors: FormErrors;
  set: (change: Partial<ConnectionForm>) => void;
};

/** The kind of credentials, and its fields as its schema names them. */
export function CredentialFields({ form, kinds, opened, errors, set }: Props) {
  const kind = kinds.find((one) => one.kind === form.kind);
  const stored = opened?.auth.kind === form.kind ? opened.auth.secrets : {};
  const fields = kind ? authFields(kind) : [];
  const isReplacing = fields.some(({ isSecret, key }) => isSecret && form.secrets[key] !== undefined && form.secrets[key].mode !== 'keep');
  const short = fields.filter(({ isSecret, hasLines }) => !isSecret && !hasLines);
  const long = fields.filter(({ isSecret, hasLines }) => !isSecret && hasLines);
  const publicField = (field: AuthField) => (
    <PublicField
      key={`${form.kind}/${field.key}`}
      field={field}
      value={fieldText(form, field)}
      error={errors[`auth.${field.key}`]}
      onChange={(value) => set({ fields: { ...form.fields, [field.key]: value } })}
    />
  );
  return (
    <FormGroup title={texts.credentials}>
      <Select
        label={texts.kind}
        description={kind?.summary}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={form.kind}
        allowDeselect={false}
        searchable
        maxDropdownHeight={360}
        data={kinds.map((one) => ({ value: one.kind, label: one.title }))}
        onChange={(next) => set({ kind: (next ?? 'none') as AuthKind })}
      />
      {short.length > 0 && (
        <div className={classes.authFields} data-error={short.some(({ key }) => errors[`auth.${key}`]) || undefined}>
          {short.map(publicField)}
        </div>
      )}
      {long.map(publicField)}
      {fields
        .filter(({ isSecret }) => isSecret)
        .map((field) => (
          <SecretField
            key={`${form.kind}/${field.key}`}
            field={field}
            input={form.secrets[field.key] ?? (stored[field.key]?.isSet ? { ...unwrittenSecret, mode: 'keep' } : unwrittenSecret)}
            stored={stored[field.key]}
            error={errors[`auth.${field.key}`]}
            onChange={(input) => set({ secrets: { ...form.secrets, [field.key]: input } })}
          />
        ))}
      {form.kind === 'webhook-secret' && isReplacing && stored.secret?.isSet === true && (
        <Checkbox
          label={texts.rotation}
          description={texts.rotationHelp}
          checked={form.isRotation}
          onChange={(event) => set({ isRotation: event.currentTarget.checked })}
        />
      )}
    </FormGroup>
  );
}

type FieldProps = { field: AuthField; value: string; error: string | undefined; onChange: (value: string) => void };

function PublicField({ field, value, error, onChange }: FieldProps) {
  const common = {
    label: field.isRequired || field.default !== '' ? field.title : texts.optional(field.title),
    description: field.help,
    error,
    spellCheck: false,
  };
  if (field.options)
    return (
      <Select
        {...common}
        allowDeselect={false}
        data={[...field.options]}
        value={value}
        onChange={(next) => onChange(next ?? field.default)}
      />
    );
  if (field.hasLines)
    return (
      <Textarea
        {...common}
        classNames={{ input: 'mono' }}
        rows={4}
        placeholder="-----BEGIN CERTIFICATE-----"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return <TextInput {...common} autoComplete="off" value={value} onChange={(event) => onChange(event.currentTarget.value)} />;
}
