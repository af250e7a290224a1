import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { severityLooks } from '../kit/status.ts';
import { inspectorTexts as texts } from '../texts/inspector.ts';
import { valueAtPath } from './config-value.ts';
import classes from './form.module.css';
import type { Field } from './form.ts';
import { type FormPath, useFieldProblems, useForm } from './form-context.tsx';
import { UnitSelect } from './unit-select.tsx';

type Props = {
  field: Field;
  path: FormPath;
  /** The id of the control, for its label. */
  id?: string | undefined;
  /** Stands at the right of the label. */
  side?: ReactNode;
  /** Stands under the control, before help and problem. */
  below?: ReactNode;
  /** What keeps the text in the control from being a value. */
  fault?: string | null;
  children: ReactNode;
};

/** Label, control, help and problems of a field. */
export function FieldFrame({ field, path, id, side, below, fault = null, children }: Props) {
  const known = useFieldProblems(path);
  // The control says the same in words that fit what was typed.
  const problems = fault === null ? known : known.filter((problem) => problem.code !== 'INVALID_CONFIG');
  const place = useRef<HTMLDivElement>(null);
  const said = useId();
  // Beside a line under the control the help steps back behind its mark.
  const isLongHelp = field.help.length > 60 || (field.help !== '' && Boolean(below));
  // What does not compile has no result, and its mistake is said once.
  const isBroken = problems.some((problem) => problem.code === 'EXPRESSION_SYNTAX' || problem.code === 'UNKNOWN_VARIABLE');
  const worst = fault !== null ? 'error' : problems[0]?.severity;

  // The control inside is told here what is wrong with it, whichever control it is.
  useEffect(() => {
    const control = place.current?.querySelector('input:not([type="hidden"]), textarea, [role="textbox"], [role="combobox"]');
    if (!control) return;
    if (field.isBare && !control.hasAttribute('aria-label')) control.setAttribute('aria-label', field.title);
    if (worst === 'error') control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
    if (worst === undefined) control.removeAttribute('aria-describedby');
    else control.setAttribute('aria-describedby', said);
  });

  return (
    <>
      {!field.isBare && (field.title !== '' || side !== undefined) && (
        <div className={classes.labelRow}>
          <label className={classes.label} htmlFor={id}>
            {field.title}
            {field.isRequired && (
              <span className={classes.required} aria-hidden>
                *
              </span>
            )}
          </label>
          {isLongHelp && (
            <Tooltip label={field.help} multiline maw={320}>
              <button type="button" className={classes.help} aria-label={`${field.title}: ${field.help}`} tabIndex={-1}>
                <IconHelpCircle size={14} stroke={1.75} aria-hidden />
              </button>
            </Tooltip>
          )}
          <span className={classes.side}>
            <ExampleButton field={field} path={path} />
            {side}
          </span>
        </div>
      )}
      <div ref={place} className={classes.control} data-severity={worst}>
        {field.unit ? (
          <div className={classes.withUnit}>
            <div>{children}</div>
            <UnitSelect field={field.unit} of={field.title} path={[...path.slice(0, -1), field.unit.key]} />
          </div>
        ) : (
          children
        )}
      </div>
      {!isBroken && below}
      {worst !== undefined && (
        <div id={said}>
          {fault !== null && <ProblemLine severity="error">{fault}</ProblemLine>}
          {problems.map((problem) => (
            <ProblemLine key={problem.code + problem.message} severity={problem.severity}>
              {problem.message} {problem.remedy}
            </ProblemLine>
          ))}
        </div>
      )}
      {worst === undefined && !isLongHelp && field.help !== '' && <p className={classes.hint}>{field.help}</p>}
    </>
  );
}

/** One thing that is wrong, with the mark of how bad it is. */
export function ProblemLine({ severity, children }: { severity: 'error' | 'warning' | 'hint'; children: ReactNode }) {
  return (
    <p className={classes.problem} data-severity={severity}>
      <Glyph name={severityLooks[severity].icon} size={14} />
      <span>
        <span className="visually-hidden">{texts.problems.words[severity]}: </span>
        {children}
      </span>
    </p>
  );
}

/** For an empty field: what an example of the step's type has there. */
function ExampleButton({ field, path }: { field: Field; path: FormPath }) {
  const form = useForm();
  if (!['text', 'expression', 'code', 'path', 'cron', 'number', 'value'].includes(field.control.kind)) return null;
  const value = valueAtPath(form.values, path);
  if ((value !== undefined && value !== '') || (field.default !== undefined && field.default !== '')) return null;
  const example = form.examples?.map((config) => valueAtPath(config, path)).find((each) => each !== undefined && each !== '');
  if (example === undefined) return null;
  return (
    <Tooltip label={texts.example.title(typeof example === 'string' ? example : JSON.stringify(example))} multiline maw={360}>
      <UnstyledButton
        className={classes.useExample ?? ''}
        onClick={() => {
          form.change(path, example);
          form.endTyping();
        }}
      >
        {texts.example.use}
      </UnstyledButton>
    </Tooltip>
  );
}
