import { hasExpression } from '@crossdock/nodes/contract/expression';
import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { dataTexts } from '../texts/data.ts';
import { ExpressionEditor } from './expression-editor.tsx';
import { ExpressionResult } from './expression-result.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { Control } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { type FormPath, useForm } from './form-context.tsx';
import { useTried } from './use-tried.ts';

type ExpressionKind = Extract<Control, { kind: 'expression' }>;

/** A field that takes a literal or an expression. */
export function ExpressionControl({ field, path, value, control, side }: ControlProps & { control: ExpressionKind; side?: ReactNode }) {
  const form = useForm();
  const given = value ?? field.default;
  const isFormula = hasExpression(given);
  // A field whose example is an expression wants one; its literals are not worth a list.
  const hasChoice = control.options.length > 0 && !isFormula && !field.placeholder.includes('{{');
  const tried = useTried(isFormula && given.replace(/[{}\s]/g, '') !== '' ? given : null);
  return (
    <FieldFrame
      field={field}
      path={path}
      side={side}
      below={
        isFormula &&
        tried.items.length > 0 && <ExpressionResult expression={given} tried={tried} onChange={(text) => form.change(path, text)} />
      }
    >
      {hasChoice ? (
        <LiteralChoice title={field.title} path={path} value={given} control={control} isRequired={field.isRequired} />
      ) : (
        <ExpressionInput
          title={field.title}
          path={path}
          value={given}
          result={control.result}
          placeholder={field.placeholder}
          rows={control.rows}
          isRequired={field.isRequired}
          mark={tried.shown?.ok === false ? tried.shown.at : null}
        />
      )}
    </FieldFrame>
  );
}

type InputProps = {
  title: string;
  path: FormPath;
  value: unknown;
  result?: string;
  placeholder?: string;
  rows?: number;
  isRequired?: boolean;
  isDense?: boolean;
  /** The part of the text that fails. */
  mark?: { readonly from: number; readonly to: number } | null;
};

/** The input alone, for tables where the column names the field. */
export function ExpressionInput({
  title,
  path,
  value,
  result = 'string',
  placeholder = '',
  rows = 1,
  isRequired = false,
  isDense = false,
  mark = null,
}: InputProps) {
  const form = useForm();
  return (
    <ExpressionEditor
      label={title}
      value={value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)}
      placeholder={placeholder}
      rows={rows}
      isDense={isDense}
      mark={mark}
      onChange={(text) => form.change(path, text === '' && !isRequired ? undefined : literalOf(text, result))}
      onBlur={form.endTyping}
    />
  );
}

/** A typed text as the literal the field wants: a number where numbers are wanted, else the text. */
function literalOf(text: string, result: string): unknown {
  if (text.includes('{{')) return text;
  if ((result === 'number' || result === 'integer') && /^-?\d{1,15}(\.\d+)?$/.test(text.trim())) return Number(text);
  if (result === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

const formulaChoice = '=';

function LiteralChoice({
  title,
  path,
  value,
  control,
  isRequired,
}: {
  title: string;
  path: FormPath;
  value: unknown;
  control: ExpressionKind;
  isRequired: boolean;
}) {
  const form = useForm();
  return (
    <Select
      aria-label={title}
      data={[
        ...control.options.map((option) => ({ value: JSON.stringify(option.value), label: option.title })),
        { value: formulaChoice, label: dataTexts.expression.choose },
      ]}
      value={value === undefined ? null : JSON.stringify(value)}
      clearable={!isRequired}
      onChange={(key) =>
        form.change(path, key === formulaChoice ? '{{  }}' : control.options.find((option) => JSON.stringify(option.value) === key)?.value)
      }
    />
  );
}
