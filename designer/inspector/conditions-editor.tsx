import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { isObject } from '../state/is-object.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './conditions.module.css';
import { EntryTool } from './entry-tools.tsx';
import { ExpressionInput } from './expression-control.tsx';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import type { Schema } from './form.ts';
import { type ControlProps, type FormPath, useForm, useProblemsWithin } from './form-context.tsx';

const texts = inspectorTexts.conditions;

type Operator = { readonly value: string; readonly title: string; readonly arity: number; readonly comparesText: boolean };

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
            <div key={i} className={classes.row} data-arity={operator?.arity ?? 1} data-field={at.join('.')}>
              <ExpressionInput
                title={inspectorTexts.value}
                path={[...at, 'value']}
                value={row.value}
                placeholder="{{ item.total }}"
                isRequired
                isDense
              />
              <Select
                aria-label={inspectorTexts.operator}
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
                <ExpressionInput title={inspectorTexts.compareWith} path={[...at, 'with']} value={row.with} placeholder="2500" />
              )}
              {(operator?.arity ?? 1) > 1 && <ExpressionInput title="and" path={[...at, 'and']} value={row.and} placeholder="5000" />}
              <span className={classes.remove}>
                {operator?.comparesText && (
                  <Tooltip label={row.ignoreCase === true ? texts.caseIgnored : texts.caseMatters}>
                    <ActionIcon
                      size="xs"
                      className={classes.case ?? ''}
                      aria-label={texts.ignoreCase}
                      aria-pressed={row.ignoreCase === true}
                      onClick={() => form.change([...at, 'ignoreCase'], row.ignoreCase === true ? undefined : true)}
                    >
                      {inspectorTexts.aa}
                    </ActionIcon>
                  </Tooltip>
                )}
                <EntryTool label={texts.remove} icon="x" onClick={() => form.change(path, rows.toSpliced(i, 1))} />
              </span>
              <RowProblems path={at} />
            </div>
          );
        })}
        <Button
          size="xs"
          className={classes.add ?? ''}
          leftSection={<IconPlus size={14} stroke={1.75} />}
          onClick={() => form.change(path, [...rows, { value: '{{  }}', operator: 'equals' }])}
        >
          {inspectorTexts.addCondition}
        </Button>
      </div>
    </FieldFrame>
  );
}

/** What is wrong with the parts of one condition. */
function RowProblems({ path }: { path: FormPath }) {
  const problems = useProblemsWithin(path);
  if (problems.length === 0) return null;
  return (
    <div className={classes.problems}>
      {problems.map((problem) => (
        <ProblemLine key={problem.code + problem.message} severity={problem.severity}>
          {problem.message} {problem.remedy}
        </ProblemLine>
      ))}
    </div>
  );
}

/** The operators stand in the schema of an entry, with how many values each compares with. */
function operatorsOf(schema: Schema): Operator[] {
  const items = isObject(schema.items) ? schema.items : {};
  const properties = isObject(items.properties) ? items.properties : {};
  const operator = isObject(properties.operator) ? properties.operator : {};
  if (Array.isArray(operator.options)) {
    return operator.options.filter(isObject).map((option) => {
      const arity = Number(option.arity ?? 1);
      const types = Array.isArray(option.types) ? option.types : [];
      return {
        value: String(option.value),
        title: String(option.title ?? option.value),
        arity,
        comparesText: arity > 0 && types.includes('text'),
      };
    });
  }
  return Array.isArray(operator.enum)
    ? operator.enum.map((each) => ({ value: String(each), title: String(each), arity: 1, comparesText: false }))
    : [];
}
