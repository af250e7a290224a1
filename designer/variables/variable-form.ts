import { durationText, parseDuration } from '../inspector/duration-text.ts';
import type { Variable } from '../server/shapes.ts';
import { variableTexts as texts } from '../texts/variables.ts';

export type VariableType = Variable['type'];

/** A variable as it is typed: its value as text, whatever the type. */
export type VariableForm = {
  readonly name: string;
  readonly type: VariableType;
  readonly text: string;
  readonly purpose: string;
  readonly why: string;
};

export const blankForm: VariableForm = { name: '', type: 'text', text: '', purpose: '', why: '' };

export const formOf = ({ name, type, value, purpose }: Variable): VariableForm => ({
  name,
  type,
  text: textOf(type, value),
  purpose,
  why: '',
});

/** A value as it is typed into its field. */
export function textOf(type: VariableType, value: unknown): string {
  if (type === 'text') return String(value);
  if (type === 'duration') return durationText(Number(value), 'seconds');
  if (type === 'json') return JSON.stringify(value, null, 2);
  return String(value);
}

/** A value as a list shows it, in one line. */
export function shownValue(type: VariableType, value: unknown): string {
  if (type === 'boolean') return value === true ? texts.yes : texts.no;
  if (type === 'json') return JSON.stringify(value);
  return value === '' ? texts.nothing : textOf(type, value);
}

/** The value that was typed, or what is wrong with it. */
export function typedValue({ type, text }: Pick<VariableForm, 'type' | 'text'>): { readonly value: unknown } | { readonly error: string } {
  switch (type) {
    case 'text':
      return { value: text };
    case 'number': {
      const trimmed = text.trim();
      return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(trimmed) ? { value: Number(trimmed) } : { error: texts.numberWrong };
    }
    case 'boolean':
      return { value: text === 'true' };
    case 'duration': {
      const seconds = parseDuration(text, 'seconds');
      return seconds === null ? { error: texts.durationWrong } : { value: seconds };
    }
    case 'json':
      try {
        return { value: JSON.parse(text) as unknown };
      } catch (error) {
        return { error: texts.jsonWrong((error as Error).message) };
      }
  }
}

/** The same value in a field of another type, as far as it makes sense there. */
export function retyped(form: VariableForm, type: VariableType): VariableForm {
  if (type === 'boolean') return { ...form, type, text: /^(true|yes|1|on)$/i.test(form.text.trim()) ? 'true' : 'false' };
  if (type === 'json') {
    const before = typedValue(form);
    return { ...form, type, text: form.text === '' ? '' : JSON.stringify('value' in before ? before.value : form.text, null, 2) };
  }
  const next = { ...form, type };
  if (type === 'text' && form.type === 'json') {
    const before = typedValue(form);
    if ('value' in before && typeof before.value === 'string') return { ...next, text: before.value };
  }
  return next;
}

export type VariableErrors = { readonly name?: string; readonly value?: string };

/** @param taken names there are already; null: the name stays as it is */
export function errorsOf(form: VariableForm, taken: readonly string[] | null, env: string): VariableErrors {
  const value = typedValue(form);
  return {
    ...(taken && !/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/.test(form.name) && { name: texts.nameWrong }),
    ...(taken?.includes(form.name) && { name: texts.nameTaken(env) }),
    ...('error' in value && { value: value.error }),
  };
}
