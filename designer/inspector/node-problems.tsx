import type { Problem } from '@crossdock/flows/document/flow';
import { parsePath } from '@crossdock/flows/document/path';
import { Note } from '../kit/note.tsx';
import { severityLooks } from '../kit/status.ts';
import { isShown } from './config-value.ts';
import type { Field } from './form.ts';
import classes from './inspector.module.css';

type Props = { problems: readonly Problem[]; fields: readonly Field[]; values: unknown };

/** Problems of the step as a whole, and of settings that the form does not show; those of a field stand under the field. */
export function NodeProblems({ problems, fields, values }: Props) {
  const names = new Set(
    fields.filter((field) => isShown(field, fields, values)).flatMap((field) => [field.key, field.unit?.key ?? field.key]),
  );
  const hasPlace = ({ field }: Problem) => {
    if (field === null || !/^(config|onFailure)\./.test(field)) return false;
    const [part, name = ''] = parsePath(field);
    return part === 'onFailure' || names.has(name);
  };
  const whole = problems.filter((problem) => !hasPlace(problem));
  if (whole.length === 0) return null;
  return (
    <div className={classes.notes}>
      {whole.map((problem) => (
        <Note
          key={problem.code + problem.message}
          family={severityLooks[problem.severity].family}
          icon={severityLooks[problem.severity].icon}
          code={problem.code}
        >
          {problem.message} {problem.remedy}
        </Note>
      ))}
    </div>
  );
}
