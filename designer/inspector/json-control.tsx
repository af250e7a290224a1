import { CodeField } from './code-field.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { Schema } from './form.ts';
import { type ControlProps, type FormPath, useForm } from './form-context.tsx';
import { jsonRead, jsonText } from './json-text.ts';
import { useTypedText } from './use-typed-text.ts';

/** Any value as JSON; it is kept as soon as it is valid. */
export function JsonControl({ field, path, value, schema }: ControlProps & { schema: Schema }) {
  return (
    <JsonInput title={field.title} path={path} value={value ?? field.default} schema={schema} rows={5}>
      {(editor, fault) => (
        <FieldFrame field={field} path={path} fault={fault}>
          {editor}
        </FieldFrame>
      )}
    </JsonInput>
  );
}

type InputProps = {
  title: string;
  path: FormPath;
  value: unknown;
  schema: Schema;
  rows: number;
  /** Draws the editor into its frame, with why its text is no value yet. */
  children: (editor: React.ReactNode, fault: string | null) => React.ReactNode;
};

/** A JSON editor for a part of the form; half-typed text outlives a reload. */
export function JsonInput({ title, path, value, schema, rows, children }: InputProps) {
  const { endTyping } = useForm();
  const { text, fault, type } = useTypedText(path, value, { show: jsonText, read: jsonRead });
  const editor = (
    <CodeField label={title} isLabelHidden language="json" rows={rows} value={text} schema={schema} onBlur={endTyping} onChange={type} />
  );
  return children(editor, fault);
}
