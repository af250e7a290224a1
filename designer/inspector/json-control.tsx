import { useState } from 'react';
import { CodeField } from './code-field.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** Any value as JSON; it is kept as soon as it is valid. */
export function JsonControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const [text, setText] = useState(() => JSON.stringify(value ?? field.default ?? null, null, 2));
  const [error, setError] = useState<string | null>(null);
  return (
    <FieldFrame field={field} path={path}>
      <CodeField
        label={field.title}
        isLabelHidden
        language="json"
        rows={5}
        value={text}
        error={error}
        onBlur={form.endTyping}
        onChange={(next) => {
          setText(next);
          try {
            form.change(path, next.trim() === '' ? undefined : JSON.parse(next));
            setError(null);
          } catch (cause) {
            setError(`This is not JSON yet: ${cause instanceof Error ? cause.message : ''}`);
          }
        }}
      />
    </FieldFrame>
  );
}
