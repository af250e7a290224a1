import type { Problem } from '@crossdock/flows/document/flow';
import { Note } from '../kit/note.tsx';
import { severityLooks } from '../kit/status.ts';
import classes from './inspector.module.css';

/** Problems of the step as a whole; those of a field stand under the field. */
export function NodeProblems({ problems }: { problems: readonly Problem[] }) {
  const whole = problems.filter((problem) => problem.field === null || !/^(config|onFailure)\./.test(problem.field));
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
