import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { isObject } from '../state/is-object.ts';
import classes from './conditions.module.css';
import { ExpressionInput } from './expression-control.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { Schema } from './form.ts';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

type Operator = { readonly value: string; readonly title: string; readonly arity: number };

/** Comparisons, one a line: value, operator, and what it is compared with as far as the operator needs it. */
export function ConditionsEditor({ field, path, value, schema }: ControlProps & { schema: Schema }) {
  const form = useForm();
  const operators = operatorsOf(schema);
  const given = value ?? field.default;
  const rows = Array.isArray(given) ? given.filter(isObject) : [];
  return (
    <FieldFrame field={field} path={path}>
      <div className={classes.rows}>
        {rows.map((row, i) => {
          const at = [...path, String(i)];
          const operator = operators.find((each) => each.value === (row.operator ?? 'equals'));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its position
            <div key={i} className={classes.row} data-arity={operator?.arity ?? 1}>
              <ExpressionInput title="Value" path={[...at, 'value']} value={row.value} placeholder="{{ item.total }}" isRequired isDense />
              <Select
                aria-label="Operator"
                data={operators.map((each) => ({ value: each.value, label: each.title }))}
                value={operator?.value ?? 'equals'}
                onChange={(next) => {
                  const arity = operators.find((each) => each.value === next)?.arity ?? 1;
                  const { with: first, and, ...rest } = row;
                  form.change(at, {
                    ...rest,
                    operator: next,
                    ...(arity > 0 && first !== undefined && { with: first }),
                    ...(arity > 1 && and !== undefined && { and }),
                  });
                }}
              />
              {(operator?.arity ?? 1) > 0 && (
                <ExpressionInput title="Compare with" path={[...at, 'with']} value={row.with} placeholder="2500" />
              )}
              {(operator?.arity ?? 1) > 1 && <ExpressionInput title="and" path={[...at, 'and']} value={row.and} placeholder="5000" />}
              <Tooltip label="Remove this condition">
                <ActionIcon
                  size="xs"
                  className={classes.remove ?? ''}
                  aria-label="Remove this condition"
                  onClick={() => form.change(path, rows.toSpliced(i, 1))}
                >
                  <IconX size={14} stroke={1.75} />
                </ActionIcon>
              </Tooltip>
            </div>
          );
        })}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => form.change(path, [...rows, { value: '{{  }}', operator: 'equals' }])}
        >
          Add condition
        </Button>
      </div>
    </FieldFrame>
  );
}

/** The operators stand in the schema of an entry, with how many values each compares with. */
function operatorsOf(schema: Schema): Operator[] {
  const items = isObject(schema.items) ? schema.items : {};
  const properties = isObject(items.properties) ? items.properties : {};
  const operator = isObject(properties.operator) ? properties.operator : {};
  if (Array.isArray(operator.options)) {
    return operator.options
      .filter(isObject)
      .map((option) => ({ value: String(option.value), title: String(option.title ?? option.value), arity: Number(option.arity ?? 1) }));
  }
  return Array.isArray(operator.enum) ? operator.enum.map((each) => ({ value: String(each), title: String(each), arity: 1 })) : [];
}
