import { Tooltip } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type FormPath, useFieldProblem } from './form-context.tsx';

type Props = {
  field: Field;
  path: FormPath;
  /** The id of the control, for its label. */
  id?: string | undefined;
  /** Stands at the right of the label. */
  side?: ReactNode;
  /** Stands under the control, before help and problem. */
  below?: ReactNode;
  children: ReactNode;
};

/** Label, control, help and problem of a field. */
export function FieldFrame({ field, path, id, side, below, children }: Props) {
  const problem = useFieldProblem(path);
  // Beside a line under the control the help steps back behind its mark.
  const isLongHelp = field.help.length > 60 || (field.help !== '' && Boolean(below));
  return (
    <>
      <div className={classes.labelRow}>
        <label className={classes.label} htmlFor={id}>
          {field.title}
        </label>
        {isLongHelp && (
          <Tooltip label={field.help} multiline maw={320}>
            <button type="button" className={classes.help} aria-label={`${field.title}: ${field.help}`} tabIndex={-1}>
              <IconHelpCircle size={14} stroke={1.75} aria-hidden />
            </button>
          </Tooltip>
        )}
        {side !== undefined && <span className={classes.side}>{side}</span>}
      </div>
      {children}
      {below}
      {problem && (
        <p className={classes.problem} data-severity={problem.severity}>
          {problem.message} {problem.remedy}
        </p>
      )}
      {!problem && !isLongHelp && field.help !== '' && <p className={classes.hint}>{field.help}</p>}
    </>
  );
}
