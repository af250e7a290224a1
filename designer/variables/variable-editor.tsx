import { ActionIcon, Button, SegmentedControl, Select, Textarea, TextInput, Tooltip } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { CopyButton } from '../kit/copy-button.tsx';
import { EnvChip } from '../kit/env-chip.tsx';
import { FailureNote } from '../kit/error-note.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { OtherFlows } from '../kit/other-flows.tsx';
import { RelativeTime } from '../kit/relative-time.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import type { Environment, Variable } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { variableTexts as texts } from '../texts/variables.ts';
import { DeleteVariable } from './delete-variable.tsx';
import {
  blankForm,
  errorsOf,
  formOf,
  retyped,
  shownValue,
  textOf,
  typedValue,
  type VariableForm,
  type VariableType,
} from './variable-form.ts';
import classes from './variables.module.css';

type Elsewhere = { readonly environment: Environment; readonly variable: Variable };
type Props = {
  environment: Environment;
  /** null: a new one. */
  name: string | null;
  /** null: this environment does not have it yet. */
  variable: Variable | null;
  others: readonly Elsewhere[];
  /** The names this environment has. */
  known: readonly string[];
  mayEdit: boolean;
  onClose: () => void;
  onSaved: (name: string) => void;
};

/** One variable of an environment: its value, what it is for, who reads it, and what it is elsewhere. */
export function VariableEditor({ environment, name, variable, others, known, mayEdit, onClose, onSaved }: Props) {
  const start = startOf(name, variable, others);
  const [form, setForm] = useState<VariableForm>(start);
  const [revision, setRevision] = useState(variable?.revision ?? 0);
  const [isChecked, setChecked] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const may = useMay();
  const isProd = environment.class === 'prod';
  const errors = errorsOf(form, name === null ? known : null, environment.name);
  const set = (change: Partial<VariableForm>) => setForm((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const typed = typedValue(form);
      const value = 'value' in typed ? typed.value : null;
      const { type, purpose, why } = form;
      const path = { env: environment.name, name: form.name };
      return reply(client.PUT('/api/variables/{env}/{name}', { params: { path }, body: { type, value, purpose, why, revision } }));
    },
    onSuccess(saved) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.variables });
      setForm(formOf(saved));
      setRevision(saved.revision);
      setChecked(false);
      onSaved(saved.name);
    },
  });
  const isStale = save.error instanceof ApiFailure && save.error.code === 'STALE_VARIABLE';
  const isDirty = variable === null || JSON.stringify({ ...form, why: '' }) !== JSON.stringify(formOf(variable));
  const title = name ?? texts.newVariable;

  async function takeTheirs(): Promise<void> {
    await queryClient.invalidateQueries({ queryKey: queryKeys.variableList(environment.name) });
    if (variable) setForm(formOf(variable));
    setRevision(variable?.revision ?? 0);
    save.reset();
  }

  return (
    <aside className={classes.panel} aria-label={title}>
      <header className={classes.panelHead}>
        <h2 className={`${classes.panelTitle} ${name === null ? '' : 'mono'}`}>{title}</h2>
        <Tooltip label={texts.closeKey}>
          <ActionIcon onClick={onClose} aria-label={texts.close}>
            <Glyph name="x" />
          </ActionIcon>
        </Tooltip>
      </header>
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(true);
          if (Object.keys(errors).length === 0) save.mutate();
        }}
      >
        <fieldset className={classes.fields} disabled={!mayEdit}>
          {name === null && (
            <TextInput
              label={texts.name}
              description={texts.nameHelp}
              placeholder="site"
              value={form.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
              error={(isChecked || form.name !== '') && errors.name}
              classNames={{ input: 'mono' }}
              spellCheck={false}
              autoFocus
            />
          )}
          <Select
            label={texts.type}
            value={form.type}
            onChange={(type) => type && setForm((before) => retyped(before, type as VariableType))}
            data={Object.entries(texts.types).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
            disabled={!mayEdit}
          />
          <ValueField form={form} error={(isChecked || form.text !== '') && errors.value} onChange={(text) => set({ text })} />
          <TextInput
            label={texts.purpose}
            description={texts.purposeHelp}
            value={form.purpose}
            maxLength={200}
            onChange={(event) => set({ purpose: event.currentTarget.value })}
          />
          {mayEdit && isDirty && (
            <TextInput
              label={texts.why}
              description={texts.whyHelp}
              value={form.why}
              maxLength={500}
              onChange={(event) => set({ why: event.currentTarget.value })}
            />
          )}
        </fieldset>
        {form.name !== '' && (
          <div className={classes.use}>
            <code className={classes.example}>{texts.expression(form.name)}</code>
            <CopyButton text={texts.expression(form.name)} label={texts.copyExpression} />
          </div>
        )}
        {others.length > 0 && (
          <section>
            <h3 className={classes.label}>{texts.elsewhere}</h3>
            <ul className={classes.others}>
              {others.map(({ environment: other, variable: theirs }) => (
                <li key={other.name}>
                  <EnvChip name={other.name} kind={other.class} size="sm" />
                  <span className={`mono ${classes.value}`}>{shownValue(theirs.type, theirs.value)}</span>
                  {mayEdit && textOf(theirs.type, theirs.value) !== form.text && (
                    <Tooltip label={texts.valueOfOther(other.name)}>
                      <ActionIcon
                        aria-label={texts.valueOfOther(other.name)}
                        onClick={() => set({ type: theirs.type, text: textOf(theirs.type, theirs.value) })}
                      >
                        <Glyph name="copy" size={14} />
                      </ActionIcon>
                    </Tooltip>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
        {variable && <Readers variable={variable} isProd={isProd} />}
        {variable && (
          <p className={classes.hint}>
            {texts.changedBy}: {variable.updatedBy}, <RelativeTime at={variable.updatedAt} />
            {variable.why !== '' && `, ${variable.why}`}
          </p>
        )}
        {variable && may('audit.read') && <Link href={`/audit?subject=${environment.name}%2F${variable.name}`}>{texts.audit}</Link>}
        {save.isError && <FailureNote what={texts.notSaved} failure={save.error} kept={texts.kept} />}
        {isStale && (
          <Button size="xs" onClick={() => void takeTheirs()}>
            {texts.takeTheirs}
          </Button>
        )}
        {mayEdit && (
          <footer className={classes.foot}>
            {variable && (
              <Button className={classes.remove ?? ''} variant="subtle" onClick={() => setDeleting(true)}>
                {texts.remove}
              </Button>
            )}
            <span className={classes.hint} role="status">
              {save.isSuccess && !isDirty && texts.saved}
            </span>
            <Button
              type="submit"
              variant={isProd ? 'prod' : 'filled'}
              loading={save.isPending}
              disabled={!isDirty}
              leftSection={isProd && <Glyph name="lock" size={14} />}
            >
              {variable === null
                ? isProd
                  ? texts.createIn(environment.name)
                  : texts.create
                : isProd
                  ? texts.saveIn(environment.name)
                  : texts.save}
            </Button>
          </footer>
        )}
      </form>
      {variable && (
        <DeleteVariable
          environment={environment}
          variable={variable}
          isOpen={isDeleting}
          onClose={() => setDeleting(false)}
          onDeleted={onClose}
        />
      )}
    </aside>
  );
}

/** What is typed first: what stands here, or for one that only others have, its name and kind. */
function startOf(name: string | null, variable: Variable | null, others: readonly Elsewhere[]): VariableForm {
  if (variable) return formOf(variable);
  const [first] = others;
  return first ? { ...formOf(first.variable), text: '' } : { ...blankForm, name: name ?? '' };
}

function ValueField({
  form,
  error,
  onChange,
}: {
  form: VariableForm;
  error: string | false | undefined;
  onChange: (text: string) => void;
}) {
  if (form.type === 'boolean')
    return (
      <div>
        <span className={classes.label}>{texts.value}</span>
        <SegmentedControl
          aria-label={texts.value}
          value={form.text === 'true' ? 'true' : 'false'}
          onChange={onChange}
          data={[
            { value: 'true', label: texts.yes },
            { value: 'false', label: texts.no },
          ]}
        />
      </div>
    );
  const common = { label: texts.value, value: form.text, error, spellCheck: false, classNames: { input: 'mono' } };
  if (form.type === 'json')
    return (
      <Textarea
        {...common}
        classNames={{ input: `mono ${classes.code}` }}
        autosize
        minRows={4}
        maxRows={16}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      {...(form.type === 'duration' && { description: texts.durationHelp })}
      {...(form.type === 'number' && { inputMode: 'decimal' as const })}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Readers({ variable, isProd }: { variable: Variable; isProd: boolean }) {
  if (variable.usedBy.length + variable.usedByOthers === 0) return <p className={classes.hint}>{texts.noReaders}</p>;
  return (
    <section>
      <h3 className={classes.label}>{isProd ? texts.readByProd : texts.readBy}</h3>
      <ul className={classes.flows}>
        {variable.usedBy.map(({ flow, name, isLive }) => (
          <li key={flow}>
            <Link href={`/flows/${flow}`}>{name}</Link> {!isLive && <span className={classes.hint}>{texts.draftOnly}</span>}
          </li>
        ))}
        {variable.usedByOthers > 0 && (
          <li>
            <OtherFlows seen={variable.usedBy.length} others={variable.usedByOthers} className={classes.hint} />
          </li>
        )}
      </ul>
      <p className={classes.hint}>{texts.startsWithNext}</p>
    </section>
  );
}
