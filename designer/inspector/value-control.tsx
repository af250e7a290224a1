import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { inspectorTexts } from '../texts/inspector.ts';
import { ExpressionControl } from './expression-control.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { Control } from './form.ts';
import { type ControlProps, useForm } from './form-context.tsx';
import { JsonInput } from './json-control.tsx';
import { valueParts } from './value-parts.ts';

const texts = inspectorTexts.json;
type ValueKind = Extract<Control, { kind: 'value' }>;

/** A value that is built from the record: one expression, or JSON with expressions in its texts. */
export function ValueControl({ field, path, value, control }: ControlProps & { control: ValueKind }) {
  const form = useForm();
  const given = value ?? field.default;
  const [mode, setMode] = useState<'json' | 'expression' | null>(null);
  const shown = mode ?? (typeof given === 'string' || given === undefined || given === null ? 'expression' : 'json');
  const toggle = (
    <SegmentedControl
      size="xs"
      aria-label={texts.kind(field.title)}
      value={shown}
      data={[
        { value: 'expression', label: texts.asExpression },
        { value: 'json', label: texts.asJson },
      ]}
      onChange={(next) => {
        const to = next === 'json' ? 'json' : 'expression';
        setMode(to);
        const turned = valueParts(given, to);
        if (turned !== given) {
          form.change(path, turned);
          form.endTyping();
        }
      }}
    />
  );
  if (shown === 'expression') {
    return (
      <ExpressionControl
        field={field}
        path={path}
        value={value}
        side={toggle}
        control={{ kind: 'expression', result: control.result, rows: control.rows, options: [] }}
      />
    );
  }
  return (
    <JsonInput title={field.title} path={path} value={given} schema={{}} rows={Math.max(control.rows, 6)}>
      {(editor, fault) => (
        <FieldFrame field={field} path={path} fault={fault} side={toggle}>
          {editor}
        </FieldFrame>
      )}
    </JsonInput>
  );
}
