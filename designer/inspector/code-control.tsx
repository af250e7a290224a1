import { CodeField } from './code-field.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { Control } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';

type CodeKind = Extract<Control, { kind: 'code' }>;

/** JavaScript: the body of a function, or one expression over its parameters. The sample's fields are offered while typing. */
export function CodeControl({ field, path, value, control }: ControlProps & { control: CodeKind }) {
  const form = useForm();
  const { sample } = form;
  const given = value ?? field.default;
  return (
    <FieldFrame field={field} path={path}>
      <CodeField
        label={field.title}
        isLabelHidden
        language="javascript"
        value={typeof given === 'string' ? given : ''}
        placeholder={field.placeholder}
        parameters={control.parameters}
        isExpression={control.isExpression}
        scope={sampleScope(control.parameters, sample)}
        onChange={(text) => form.change(path, text === '' && !field.isRequired ? undefined : text)}
        onBlur={form.endTyping}
        rows={control.isExpression ? 2 : 10}
      />
    </FieldFrame>
  );
}

/** What the parameters are of the sample record, so that its fields can be offered. */
function sampleScope(parameters: readonly string[], sample: unknown): Record<string, unknown> {
  if (sample === undefined) return {};
  const scope: Record<string, unknown> = { item: sample, items: [{ json: sample }] };
  return Object.fromEntries(Object.entries(scope).filter(([name]) => parameters.includes(name)));
}
